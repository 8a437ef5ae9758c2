package io.wabridge.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;

/** A service behind the door is away: senders of webhooks come again, people read why. */
@RestControllerAdvice
class BackendUnavailableAdvice {

  private static final Logger log = LoggerFactory.getLogger(BackendUnavailableAdvice.class);

  @ExceptionHandler
  ProblemDetail backendUnavailable(ResourceAccessException problem) {
    log.atWarn().log("a service behind the gateway does not answer: {}", problem.getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE,
        "The service behind this address does not answer; try again.");
  }
}
