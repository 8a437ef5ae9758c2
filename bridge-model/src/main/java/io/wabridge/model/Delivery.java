package io.wabridge.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of handing something over. An answer of the other side is a value, not an exception.
 */
public sealed interface Delivery {

  /**
   * The other side took it.
   *
   * @param session what the connector keeps about the conversation from now on; null: as before
   */
  record Accepted(ExternalId id, @Nullable Session session) implements Delivery {}

  /**
   * The other side does not want it, now or later.
   *
   * @param scope what else would be refused
   */
  record Refused(Reason reason, String detail, FailureScope scope) implements Delivery {

    public Refused(Reason reason, String detail) {
      this(reason, detail, reason.scope());
    }
  }

  /**
   * Certainly not taken, but may be later.
   *
   * @param scope what else would be deferred
   */
  record Deferred(Duration after, Reason reason, String detail, FailureScope scope)
      implements Delivery {

    public Deferred(Duration after, Reason reason, String detail) {
      this(after, reason, detail, reason.scope());
    }
  }

  /** It left us, and nobody knows whether it arrived. */
  record Uncertain(String detail) implements Delivery {}
}
