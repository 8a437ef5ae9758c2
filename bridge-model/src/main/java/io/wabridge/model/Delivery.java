package io.wabridge.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of handing something over. An answer of the other side is a value, not an exception.
 */
public sealed interface Delivery {

  /** The other side took it; it may have told the id of its own conversation, too. */
  record Accepted(ExternalId id, @Nullable String conversation) implements Delivery {}

  /** The other side does not want it, now or later. */
  record Refused(Reason reason, String detail) implements Delivery {}

  /** Certainly not taken, but may be later. */
  record Deferred(Duration after, Reason reason, String detail) implements Delivery {}

  /** It left us, and nobody knows whether it arrived. */
  record Uncertain(String detail) implements Delivery {}
}
