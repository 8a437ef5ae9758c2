package io.wabridge.gateway;

import io.wabridge.gateway.limit.RefusedBody;
import io.wabridge.kit.telemetry.OccasionalLog;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;

/**
 * Answers a request that could not be passed on: 503 if an internal service is unavailable, so that
 * senders retry webhooks and people see the reason; otherwise what was wrong with the body.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BackendUnavailableAdvice {

  private static final Logger log = LoggerFactory.getLogger(BackendUnavailableAdvice.class);

  private final OccasionalLog unavailable = new OccasionalLog();

  @ExceptionHandler
  ProblemDetail backendUnavailable(ResourceAccessException problem, HttpServletRequest request) {
    var refused = RefusedBody.of(request);
    if (refused.isPresent()) {
      return refused.get().problem();
    }
    unavailable.count(
        String.valueOf(problem.getMessage()),
        times ->
            log.atWarn()
                .addKeyValue("times", times)
                .log("an internal service is unavailable: {}", problem.getMessage()));
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The service for this address is unavailable; try again.");
  }

  @ExceptionHandler
  ProblemDetail unreadable(HttpMessageNotReadableException problem, HttpServletRequest request) {
    return RefusedBody.of(request)
        .map(RefusedBody::problem)
        .orElseGet(() ->
            ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The body is not the JSON object that is expected."));
  }
}
