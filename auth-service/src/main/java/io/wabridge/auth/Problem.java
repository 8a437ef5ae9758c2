package io.wabridge.auth;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal with a code, so that the portal can say it in the person's language. */
public final class Problem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  public Problem(HttpStatus status, String code, String detail) {
    super(status, body(status, code, detail), null);
  }

  private static ProblemDetail body(HttpStatus status, String code, String detail) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setProperty("code", code);
    return body;
  }
}
