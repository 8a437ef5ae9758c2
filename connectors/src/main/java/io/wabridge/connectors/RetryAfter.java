package io.wabridge.connectors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the other side asks us to wait; only seconds are in use, and not more than an hour. */
public final class RetryAfter {

  private RetryAfter() {}

  public static @Nullable Duration of(OutboundAnswer answer) {
    String header = answer.header("Retry-After");
    if (header == null || !header.strip().matches("[0-9]{1,6}")) {
      return null;
    }
    return Duration.ofSeconds(Math.min(3600, Math.max(1, Long.parseLong(header.strip()))));
  }
}
