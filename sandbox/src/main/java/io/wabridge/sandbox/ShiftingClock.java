package io.wabridge.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that tests can move, for example by 24 hours to close a 24-hour window. */
public final class ShiftingClock extends Clock {
  private final AtomicLong shiftMs = new AtomicLong();

  public void shift(Duration by) {
    shiftMs.addAndGet(by.toMillis());
  }

  public void reset() {
    shiftMs.set(0);
  }

  @Override
  public long millis() {
    return System.currentTimeMillis() + shiftMs.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
