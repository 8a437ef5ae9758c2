package io.wabridge.kit.resilience;

import java.time.Duration;

/** A tenant's webhook exceeds its quota: it is refused, and the sender retries. */
public class QuotaExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration after;

  QuotaExceededException(Duration after) {
    super("The tenant's quota is used up.");
    this.after = after;
  }

  /** In whole seconds, for the header Retry-After. */
  public long retryAfter() {
    return Math.max(1, after.plusMillis(999).toSeconds());
  }
}
