package io.wabridge.state.event;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** No further stream can be served now. */
final class TooManyStreams extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private TooManyStreams(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
  }

  static TooManyStreams ofInstance(int most) {
    return new TooManyStreams(
        HttpStatus.SERVICE_UNAVAILABLE,
        "All " + most + " streams of this instance are in use; try again.");
  }

  static TooManyStreams ofTenant(int most) {
    return new TooManyStreams(
        HttpStatus.TOO_MANY_REQUESTS,
        "The tenant has " + most + " streams already; close one of them.");
  }
}
