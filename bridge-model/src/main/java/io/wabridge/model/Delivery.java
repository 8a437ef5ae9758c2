package io.wabridge.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome of a delivery. An answer of the other side is a value, not an exception. */
public sealed interface Delivery {

  /**
   * The other side accepted it.
   *
   * @param session the session that the connector keeps for the conversation from now on; null:
   *     unchanged
   * @param reply what a desk replied at once; null: nothing
   */
  record Accepted(ExternalId id, @Nullable Session session, @Nullable DirectReply reply)
      implements Delivery {

    public Accepted(ExternalId id, @Nullable Session session) {
      this(id, session, null);
    }
  }

  /**
   * The other side does not accept it, now or later.
   *
   * @param scope what else would be refused
   */
  record Refused(Reason reason, String detail, FailureScope scope) implements Delivery {

    public Refused(Reason reason, String detail) {
      this(reason, detail, reason.scope());
    }
  }

  /**
   * Not accepted for certain, but a later retry may succeed.
   *
   * @param scope what else would be deferred
   */
  record Deferred(Duration after, Reason reason, String detail, FailureScope scope)
      implements Delivery {

    public Deferred(Duration after, Reason reason, String detail) {
      this(after, reason, detail, reason.scope());
    }
  }

  /** It was sent, and it is unknown whether it arrived. */
  record Uncertain(String detail) implements Delivery {}
}
