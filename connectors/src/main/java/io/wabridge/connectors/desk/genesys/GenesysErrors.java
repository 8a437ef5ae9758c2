package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.model.Delivery;
import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;

/** Maps Genesys' answers to outcomes of a delivery: errors.csv beside this class. */
final class GenesysErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(GenesysErrors.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private GenesysErrors() {}

  static Delivery outcome(GenesysReply reply) {
    String detail = reply.detail();
    return switch (meaning(reply)) {
      case Meaning.Never(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Token(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Later(var reason, var after) ->
          new Delivery.Deferred(
              reply.retryAfter() == null ? after : reply.retryAfter(), reason, detail);
      case Meaning.Unknown _ -> new Delivery.Uncertain(detail);
    };
  }

  static Meaning meaning(GenesysReply reply) {
    int status = reply.status();
    return TABLE
        .first(status + " " + reply.code(), String.valueOf(status), status / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  static Delivery outcome(IOException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case OutboundFailure failure when failure.begun() -> new Delivery.Uncertain(detail);
      case OutboundFailure failure -> new Delivery.Deferred(SOON, failure.reason(), detail);
      case Explained refused -> new Delivery.Refused(refused.reason(), detail);
      default -> new Delivery.Uncertain(detail);
    };
  }
}
