package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;

/** What an answer of Genesys means for a delivery, and how our reasons are called there. */
final class GenesysErrors {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration THROTTLED = Duration.ofSeconds(30);

  private GenesysErrors() {}

  static Delivery outcome(GenesysReply reply) {
    String detail = reply.detail();
    return switch (reply.status()) {
      case 401 -> new Delivery.Refused(Reason.AUTH, detail);
      case 403 -> new Delivery.Refused(Reason.FORBIDDEN, detail);
      case 404 -> new Delivery.Refused(Reason.BAD_ADDRESS, detail);
      case 413 -> new Delivery.Refused(Reason.MEDIA_SIZE, detail);
      case 429 ->
          new Delivery.Deferred(
              reply.retryAfter() == null ? THROTTLED : reply.retryAfter(),
              Reason.RATE_LIMITED,
              detail);
      // the gateway turned it away before anyone could take it
      case 503 -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail);
      default ->
          reply.status() >= 500
              ? new Delivery.Uncertain(detail)
              : new Delivery.Refused(Reason.CONTENT_REFUSED, detail);
    };
  }

  static Delivery outcome(IOException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case AddressRefused _ -> new Delivery.Refused(Reason.BAD_ADDRESS, detail);
      case OutboundFailure failure when !failure.begun() ->
          new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail);
      default -> new Delivery.Uncertain(detail);
    };
  }

  /** Genesys' code for a failed receipt. */
  static String code(Reason reason) {
    return switch (reason) {
      case WINDOW_CLOSED, BLOCKED_BY_POLICY, FORBIDDEN -> "MessageNotAllowed";
      case NOT_ON_WHATSAPP, BAD_ADDRESS, UNKNOWN_PERSON, UNKNOWN_CHANNEL, UNKNOWN_DESK, NO_DESK ->
          "InvalidDestination";
      case OPTED_OUT -> "RecipientOptedOut";
      case RATE_LIMITED -> "RateLimited";
      case UNSUPPORTED -> "UnsupportedMessage";
      case CONTENT_REFUSED, TEMPLATE, UNREADABLE -> "InvalidMessageStructure";
      case MEDIA_TYPE, MEDIA_GONE -> "MediaTypeNotAllowed";
      case MEDIA_SIZE -> "InvalidMediaContentLength";
      case EXPIRED -> "MessageExpired";
      case UNAVAILABLE, OTHER_SIDE, WAITING, INTERNAL, AUTH -> "ServerError";
      case OUTCOME_UNKNOWN, TENANT_SUSPENDED -> "GeneralError";
    };
  }
}
