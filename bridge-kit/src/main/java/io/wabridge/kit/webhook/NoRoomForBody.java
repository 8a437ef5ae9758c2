package io.wabridge.kit.webhook;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The budget for webhook bodies is used up; the sender retries. */
final class NoRoomForBody extends ErrorResponseException {

  NoRoomForBody() {
    super(
        HttpStatus.SERVICE_UNAVAILABLE,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE, "Too many webhooks are being read; try again."),
        null);
    getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
  }
}
