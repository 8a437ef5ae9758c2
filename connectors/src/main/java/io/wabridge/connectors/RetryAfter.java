package io.wabridge.connectors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the header Retry-After: in seconds only, at most an hour. */
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
