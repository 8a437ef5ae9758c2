package io.wabridge.state.search;

import java.time.Instant;
import java.util.UUID;

/** Positions in time as ids: the ids of messages begin with the time of their arrival. */
final class Position {

  /** After all ids. */
  static final UUID NEWEST = new UUID(-1, -1);

  private Position() {}

  /** The smallest id of this time. */
  static UUID at(Instant time) {
    return new UUID(time.toEpochMilli() << Short.SIZE, 0);
  }

  /** The time of an id, with milliseconds. */
  static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> Short.SIZE);
  }

  /** Whether an id is before another one, as the database orders them. */
  static boolean isBefore(UUID id, UUID other) {
    var high = Long.compareUnsigned(id.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high < 0
        : Long.compareUnsigned(id.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0;
  }
}
