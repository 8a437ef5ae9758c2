package io.wabridge.kit;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what an endpoint refuses, and why, as problem details (RFC 9457). */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {

  @ExceptionHandler(NotThere.class)
  ProblemDetail notThere(NotThere refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, said(refusal));
  }

  @ExceptionHandler(Conflict.class)
  ProblemDetail conflict(Conflict refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, said(refusal));
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ProblemDetail wrong(IllegalArgumentException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, said(refusal));
  }

  private static String said(Exception refusal) {
    var message = refusal.getMessage();
    return message == null ? "The request cannot be understood." : message;
  }
}
