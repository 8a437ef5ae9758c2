package io.wabridge.kit.audit;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.RestClientException;

/** The audit log is not available, so the call is not carried out: 503. */
public final class NotAudited extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  public NotAudited(RestClientException cause) {
    super(
        HttpStatus.SERVICE_UNAVAILABLE,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The audit log is not available, and this is not done without an entry."),
        cause);
  }
}
