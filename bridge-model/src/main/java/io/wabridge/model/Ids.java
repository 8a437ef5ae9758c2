package io.wabridge.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates ids: UUIDs of version 7, which are in the order of their creation in a database index. In
 * one process, each is greater than all before it, also within a millisecond.
 */
public final class Ids {

  /** Bits of a counter below the time in milliseconds (RFC 9562, section 6.2, method 1). */
  private static final int COUNTER = 20;

  /** How many of them are in the second half of an id, behind its variant. */
  private static final int LOW_COUNTER = 8;

  private static final int RANDOM = 54;

  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  public static String next() {
    var now = System.currentTimeMillis() << COUNTER;
    var position = LAST.updateAndGet(last -> Math.max(last + 1, now));
    var high = (position >>> COUNTER << 16) | 0x7000L | (position >>> LOW_COUNTER & 0xfffL);
    var random = ThreadLocalRandom.current().nextLong() >>> Long.SIZE - RANDOM;
    var low = 0x8000000000000000L | (position & 0xffL) << RANDOM | random;
    return new UUID(high, low).toString();
  }
}
