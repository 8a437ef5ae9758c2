package io.wabridge.kit.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The body is compressed or otherwise encoded; the sender may send it again without encoding. */
final class EncodedBody extends ErrorResponseException {

  private static final String NONE = "identity";

  EncodedBody() {
    super(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "A webhook must be sent without Content-Encoding, for example uncompressed."),
        null);
    getHeaders().set(HttpHeaders.ACCEPT_ENCODING, NONE);
  }

  /** Whether the body of the request has an encoding. */
  static boolean in(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .anyMatch(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase(NONE));
  }
}
