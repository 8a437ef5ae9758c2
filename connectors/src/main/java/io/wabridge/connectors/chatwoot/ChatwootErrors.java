package io.wabridge.connectors.chatwoot;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.model.Delivery;
import io.wabridge.model.Explained;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Maps Chatwoot's answers to outcomes of a delivery: errors.csv beside this class. */
public final class ChatwootErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(ChatwootErrors.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private ChatwootErrors() {}

  /** The outcome of a request that posts something: after a server error it is unknown. */
  public static Delivery outcome(ChatwootReply reply) {
    var detail = reply.detail();
    return switch (meaning(reply)) {
      case Meaning.Never(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Token(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Later(var reason, var after) -> {
        var pause = reply.retryAfter() == null ? after : reply.retryAfter();
        yield crowded(reply)
            ? new Delivery.Deferred(pause, reason, detail, FailureScope.PERSON)
            : new Delivery.Deferred(pause, reason, detail);
      }
      case Meaning.Unknown _ -> new Delivery.Uncertain(detail);
    };
  }

  /** The outcome of a request without an answer. */
  public static Delivery outcome(IOException e) {
    var detail = String.valueOf(e.getMessage());
    return switch (e) {
      case OutboundFailure failure when failure.begun() -> new Delivery.Uncertain(detail);
      case OutboundFailure failure -> new Delivery.Deferred(SOON, failure.reason(), detail);
      case Explained refused -> new Delivery.Refused(refused.reason(), detail);
      default -> new Delivery.Uncertain(detail);
    };
  }

  /** The outcome of a request before the message was posted, which may be repeated. */
  public static Delivery repeatable(Delivery outcome) {
    return outcome instanceof Delivery.Uncertain(var detail)
        ? new Delivery.Deferred(SOON, Reason.OTHER_SIDE, detail)
        : outcome;
  }

  /** What an answer means. */
  public static Meaning meaning(ChatwootReply reply) {
    var status = String.valueOf(reply.status());
    return TABLE
        .first(status + " " + about(reply), status, reply.status() / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /** What the sentence of an answer says about it beyond the status. */
  private static String about(ChatwootReply reply) {
    var words = reply.words().toLowerCase(Locale.ROOT);
    if (reply.status() == 401 && words.contains("not authorized")) {
      return "not authorized";
    }
    return crowded(reply) ? "too many messages" : "";
  }

  /** A conversation has a limit of messages per minute. */
  private static boolean crowded(ChatwootReply reply) {
    return reply.status() == 422
        && reply.words().toLowerCase(Locale.ROOT).contains("too many messages");
  }
}
