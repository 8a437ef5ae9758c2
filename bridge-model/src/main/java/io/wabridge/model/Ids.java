package io.wabridge.model;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Creates ids: UUIDs of version 7, which are in the order of their creation in a database index.
 */
public final class Ids {

  private Ids() {}

  public static String next() {
    var random = ThreadLocalRandom.current();
    var high = (System.currentTimeMillis() << 16) | 0x7000L | random.nextInt(0x1000);
    var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
