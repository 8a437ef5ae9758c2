package io.wabridge.sandbox.genesys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Timestamps in Genesys' format: UTC, always with three digits of milliseconds. */
final class GenesysTimestamps {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private GenesysTimestamps() {}

  static String iso(Instant at) {
    return ISO.format(at);
  }
}
