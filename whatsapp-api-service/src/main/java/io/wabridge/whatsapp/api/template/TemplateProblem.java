package io.wabridge.whatsapp.api.template;

import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.TemplatesRefused;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about templates that was not carried out. */
class TemplateProblem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;
  private static final String SOON = "10";

  private TemplateProblem(HttpStatus status, ProblemDetail body) {
    super(status, body, null);
  }

  /** The draft is not valid; every problem names its field. */
  static TemplateProblem invalid(List<FieldProblem> problems) {
    var detail =
        problems.stream()
            .map(problem -> problem.label() + " " + problem.problem())
            .collect(Collectors.joining("; ", "The template is not valid: ", "."));
    var body = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    body.setProperty("code", "TEMPLATE_INVALID");
    body.setProperty("errors", List.copyOf(problems));
    return new TemplateProblem(HttpStatus.UNPROCESSABLE_CONTENT, body);
  }

  /** The provider refused, in its words. */
  static TemplateProblem refused(TemplatesRefused refusal) {
    var status =
        refusal.later() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT;
    var body = ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage()));
    body.setProperty("code", refusal.reason().name());
    body.setProperty("retryable", refusal.later());
    var problem = new TemplateProblem(status, body);
    if (refusal.later()) {
      problem.getHeaders().set(HttpHeaders.RETRY_AFTER, SOON);
    }
    return problem;
  }
}
