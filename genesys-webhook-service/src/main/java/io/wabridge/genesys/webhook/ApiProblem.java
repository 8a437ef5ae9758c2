package io.wabridge.genesys.webhook;

import io.wabridge.model.Reason;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal with a code that programs can compare. */
class ApiProblem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  ApiProblem(HttpStatus status, String code, String detail) {
    this(problem(status, code, detail));
  }

  private ApiProblem(ProblemDetail problem) {
    super(HttpStatus.valueOf(problem.getStatus()), problem, null);
  }

  static ApiProblem of(HttpStatus status, Reason reason) {
    return new ApiProblem(status, reason.name(), reason.sentence() + " " + reason.action());
  }

  /** The same request may succeed later. */
  static ApiProblem retryable(HttpStatus status, String code, String detail) {
    return new ApiProblem(with(problem(status, code, detail), "retryable", true));
  }

  /**
   * A field of the message is wrong.
   *
   * @param field its path, as "to.phone"; empty for the whole body
   * @param rule the rest of a sentence that begins with the field
   */
  static ApiProblem invalid(String field, String rule) {
    var problem =
        problem(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "INVALID_MESSAGE",
            (field + " " + rule + ".").strip());
    return new ApiProblem(
        with(problem, "errors", List.of(Map.of("field", field, "problem", rule))));
  }

  /**
   * A file is too large.
   *
   * @param limit in bytes
   */
  static ApiProblem tooLarge(String type, long limit) {
    var problem =
        problem(
            HttpStatus.CONTENT_TOO_LARGE,
            "FILE_TOO_LARGE",
            "A file of the type " + type + " may have at most " + limit + " bytes.");
    return new ApiProblem(with(problem, "limit", limit));
  }

  private static ProblemDetail problem(HttpStatus status, String code, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    problem.setProperty("retryable", false);
    return problem;
  }

  private static ProblemDetail with(ProblemDetail problem, String name, Object value) {
    problem.setProperty(name, value);
    return problem;
  }
}
