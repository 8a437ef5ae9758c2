package io.wabridge.kit.resilience;

import java.time.Duration;
import java.util.Map;

/** Guards with short times for tests. */
final class Given {

  static final Duration NO_ANSWER_TIMEOUT = Duration.ofMillis(400);
  static final Duration OPEN_FOR = Duration.ofMillis(300);

  private Given() {}

  static ResilienceProperties properties() {
    return new ResilienceProperties(
        3,
        1,
        NO_ANSWER_TIMEOUT,
        OPEN_FOR,
        Duration.ofSeconds(2),
        Duration.ofMillis(300),
        Duration.ofHours(1),
        Map.of());
  }
}
