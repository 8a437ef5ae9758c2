package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Maps the system's answers to outcomes of a delivery. */
final class ApiErrors {

  private static final Duration SOON = Duration.ofSeconds(5);

  private ApiErrors() {}

  static Delivery outcome(ExternalId id, OutboundAnswer answer) {
    int status = answer.status();
    String detail = "HTTP " + status;
    if (answer.success()) {
      return new Delivery.Accepted(id, null);
    }
    return switch (status) {
      case 401, 403 -> new Delivery.Refused(Reason.AUTH, detail);
      // every event would get the same answer: all of them wait until the address is changed
      case 410 ->
          new Delivery.Refused(
              Reason.BAD_ADDRESS,
              "HTTP 410: the events URL takes no more events",
              FailureScope.CREDENTIAL);
      case 408, 425 -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail);
      case 429 -> new Delivery.Deferred(later(answer, 10), Reason.RATE_LIMITED, detail);
      default ->
          status >= 500
              ? new Delivery.Deferred(later(answer, 5), Reason.UNAVAILABLE, detail)
              : new Delivery.Refused(Reason.CONTENT_REFUSED, detail);
    };
  }

  /** A repeated event is harmless, so it is repeated after an unknown outcome, too. */
  static Delivery outcome(IOException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case OutboundFailure failure -> new Delivery.Deferred(SOON, failure.reason(), detail);
      case AddressRefused refused -> new Delivery.Refused(refused.reason(), detail);
      default -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail);
    };
  }

  private static Duration later(OutboundAnswer answer, int seconds) {
    @Nullable Duration asked = RetryAfter.of(answer);
    return asked == null ? Duration.ofSeconds(seconds) : asked;
  }
}
