package io.wabridge.sandbox.genesys;

import java.util.concurrent.atomic.AtomicLong;

/** An issued token, with its requests of the current minute. */
final class AccessToken {
  private static final int COUNT_BITS = 24;

  private final String client;
  private final String value;
  private final long expiresAtMs;
  private final AtomicLong minuteAndCount = new AtomicLong();

  AccessToken(String client, String value, long expiresAtMs) {
    this.client = client;
    this.value = value;
    this.expiresAtMs = expiresAtMs;
  }

  String client() {
    return client;
  }

  String value() {
    return value;
  }

  boolean expired(long nowMs) {
    return expiresAtMs <= nowMs;
  }

  /** The number of this request within its minute. */
  long count(long nowMs) {
    long minute = nowMs / 60_000;
    return minuteAndCount.updateAndGet(
            was -> was >>> COUNT_BITS == minute ? was + 1 : (minute << COUNT_BITS) + 1)
        & ((1L << COUNT_BITS) - 1);
  }
}
