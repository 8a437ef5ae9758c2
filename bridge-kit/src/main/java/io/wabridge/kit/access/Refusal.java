package io.wabridge.kit.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The answers to callers that may not call: problem details with a code for programs. */
public enum Refusal {
  UNAUTHENTICATED(
      HttpStatus.UNAUTHORIZED,
      "unauthenticated",
      "Sign in, or show an API key as a bearer token; what was shown is missing or not valid."),
  FORBIDDEN(HttpStatus.FORBIDDEN, "forbidden", "You may not do this."),
  UNCONFIRMED(
      HttpStatus.FORBIDDEN,
      "confirm",
      "Confirm that it is you: send your password or a code to /api/v1/session/confirm, then"
          + " repeat the request."),
  ABSENT(HttpStatus.NOT_FOUND, "absent", "There is nothing at this address."),
  CSRF(
      HttpStatus.FORBIDDEN,
      "csrf",
      "A request that changes something needs the header X-CSRF-Token with the value that GET"
          + " /api/v1/session returns.");

  private final HttpStatus status;
  private final String code;
  private final String detail;

  Refusal(HttpStatus status, String code, String detail) {
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** The answer to a call that is not allowed. */
  public static Refusal of(Access access) {
    return switch (access) {
      case ABSENT -> ABSENT;
      case UNCONFIRMED -> UNCONFIRMED;
      case FORBIDDEN -> FORBIDDEN;
      case ALLOWED -> throw new IllegalArgumentException("the call is allowed");
    };
  }

  public void write(HttpServletResponse response) throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (this == UNAUTHENTICATED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    response
        .getWriter()
        .write(
            """
            {"type":"about:blank","title":"%s","status":%d,"code":"%s","detail":"%s"}\
            """
                .formatted(status.getReasonPhrase(), status.value(), code, detail));
  }
}
