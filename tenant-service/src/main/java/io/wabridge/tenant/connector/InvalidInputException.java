package io.wabridge.tenant.connector;

import io.wabridge.model.connector.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Input that is readable but not valid; names each field and its rule. */
class InvalidInputException extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  InvalidInputException(String subject, List<FieldProblem> problems) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, body(subject, problems), null);
  }

  private static ProblemDetail body(String subject, List<FieldProblem> problems) {
    var detail =
        problems.stream()
            .map(problem -> problem.label() + " " + problem.problem())
            .collect(Collectors.joining("; ", subject + ": ", "."));
    var body = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    body.setProperty("errors", List.copyOf(problems));
    return body;
  }
}
