package io.wabridge.genesys.webhook;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal with a code that programs can compare. */
class ApiProblem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  ApiProblem(HttpStatus status, String code, String detail) {
    super(status, problem(status, code, detail), null);
  }

  private static ProblemDetail problem(HttpStatus status, String code, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    problem.setProperty("retryable", false);
    return problem;
  }
}
