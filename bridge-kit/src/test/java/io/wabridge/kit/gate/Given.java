package io.wabridge.kit.gate;

import java.time.Duration;

/** Gates that are quick enough for tests. */
final class Given {

  static final Duration SILENCE = Duration.ofMillis(400);
  static final Duration REST = Duration.ofMillis(300);

  private Given() {}

  static GateProperties properties() {
    return new GateProperties(
        3,
        1,
        SILENCE,
        REST,
        Duration.ofSeconds(2),
        100,
        Duration.ofMillis(200),
        4,
        60,
        Duration.ofMillis(300),
        Duration.ofSeconds(1));
  }
}
