package io.wabridge.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;

/**
 * Answers 503 if an internal service is unavailable: senders retry webhooks, people see the reason.
 */
@RestControllerAdvice
class BackendUnavailableAdvice {

  private static final Logger log = LoggerFactory.getLogger(BackendUnavailableAdvice.class);

  @ExceptionHandler
  ProblemDetail backendUnavailable(ResourceAccessException problem) {
    log.atWarn().log("an internal service is unavailable: {}", problem.getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The service for this address is unavailable; try again.");
  }
}
