package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors in Graph's format, headers included. */
@RestControllerAdvice
class GraphErrors {
  @ExceptionHandler
  void graph(GraphException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(e, request, response);
  }

  @ExceptionHandler
  void json(JacksonException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(GraphException.param("Invalid JSON: " + e.getOriginalMessage()), request, response);
  }

  @ExceptionHandler
  void tooLarge(
      MaxUploadSizeExceededException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(
        GraphException.of(131053, "File is larger than any kind of media may be."),
        request,
        response);
  }

  @ExceptionHandler
  void unknown(NoHandlerFoundException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(GraphException.unknownPath(e.getRequestURL()), request, response);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> control(NotFoundException e) {
    return ResponseEntity.status(404).body(Map.of("error", String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  void missing(
      ServletRequestBindingException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(GraphException.param(String.valueOf(e.getMessage())), request, response);
  }

  @ExceptionHandler
  void method(
      HttpRequestMethodNotSupportedException e,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    write(GraphException.noSuchObject(e.getMethod(), request.getRequestURI()), request, response);
  }

  static void write(GraphException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ObjectNode error = Json.object().put("message", e.message()).put("type", e.type());
    error.put("code", e.code());
    if (e.subcode() != null) {
      error.put("error_subcode", e.subcode());
    }
    if (e.details() != null) {
      error
          .putObject("error_data")
          .put("messaging_product", "whatsapp")
          .put("details", e.details());
    }
    if (e.userTitle() != null) {
      error.put("error_user_title", e.userTitle()).put("error_user_msg", e.userWords());
    }
    error.put("fbtrace_id", String.valueOf(request.getAttribute(GraphVersionFilter.TRACE)));
    response.setStatus(e.status());
    if (e.status() == 401 || e.status() == 400) {
      String kind = e.status() == 401 ? "invalid_token" : "invalid_request";
      String message = e.message().replaceAll("[^\\x20-\\x7e]", "?");
      response.setHeader(
          "WWW-Authenticate", "OAuth \"Facebook Platform\" \"%s\" \"%s\"".formatted(kind, message));
    }
    response.setContentType("application/json; charset=UTF-8");
    response.getOutputStream().write(Json.bytes(Json.object().set("error", error)));
  }
}
