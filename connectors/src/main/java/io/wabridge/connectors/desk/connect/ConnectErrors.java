package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.Delivery;
import io.wabridge.model.Explained;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;

/**
 * Maps answers of AWS to outcomes of a delivery: errors.csv beside this class. No outcome is
 * uncertain: Amazon Connect recognizes a repeated call by its client token.
 */
final class ConnectErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(ConnectErrors.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private ConnectErrors() {}

  static Delivery outcome(AwsReply reply) {
    var detail = reply.detail();
    return switch (meaning(reply)) {
      case Meaning.Never(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Token(var reason) -> new Delivery.Refused(reason, detail);
      case Meaning.Later(var reason, var after) -> {
        var pause = reply.retryAfter() == null ? after : reply.retryAfter();
        yield concernsNewChats(reply)
            ? new Delivery.Deferred(pause, reason, detail, FailureScope.PERSON)
            : new Delivery.Deferred(pause, reason, detail);
      }
      case Meaning.Unknown(var reason) -> new Delivery.Deferred(SOON, reason, detail);
    };
  }

  static Delivery outcome(IOException e) {
    var detail = String.valueOf(e.getMessage());
    return switch (e) {
      case OutboundFailure failure -> new Delivery.Deferred(SOON, failure.reason(), detail);
      case Explained refused -> new Delivery.Refused(refused.reason(), detail);
      default -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail);
    };
  }

  static Meaning meaning(AwsReply reply) {
    var status = String.valueOf(reply.status());
    return TABLE
        .first(status + " " + reply.type(), status, reply.status() / 100 + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /** The instance has no room for another chat; those that have begun go on. */
  private static boolean concernsNewChats(AwsReply reply) {
    return reply.type().equals("LimitExceededException") || reply.status() == 402;
  }

  /** Whether the chat is over, or its tokens are: a participant is refused, or unknown. */
  static boolean ended(AwsReply reply) {
    return reply.status() == 403 && !(meaning(reply) instanceof Meaning.Token)
        || reply.status() == 404
        || reply.status() == 410;
  }

  /**
   * Whether the message has no receipts: there are more than two participants, or it is not a
   * message of this chat but of a former one.
   */
  static boolean withoutReceipt(AwsReply reply) {
    return reply.status() == 409
        || reply.status() == 404
        || reply.status() == 400 && reply.type().equals("ValidationException");
  }
}
