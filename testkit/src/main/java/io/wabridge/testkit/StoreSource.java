package io.wabridge.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which stores tests run against. */
enum StoreSource {
  /** The stores named by the environment. */
  ENVIRONMENT,
  /** Private servers in BRIDGE_HOME. */
  LOCAL,
  /** Testcontainers. */
  CONTAINERS;

  /** The system property of the switch; the environment variable is BRIDGE_TEST_STORES. */
  static final String SWITCH = "bridge.test.stores";

  /** The values of the switch. */
  enum Switch {
    AUTO,
    LOCAL,
    CONTAINERS;

    static Switch of(@Nullable String text) {
      if (text == null || text.isBlank()) {
        return AUTO;
      }
      return Arrays.stream(values())
          .filter(value -> value.text().equals(text.strip()))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  SWITCH
                      + " is \""
                      + text
                      + "\"; it must be one of "
                      + Arrays.stream(values())
                          .map(Switch::text)
                          .collect(Collectors.joining(", "))));
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Chooses the stores.
   *
   * @param named whether the environment names all stores, as {@code ./bridge test} does
   * @param running whether the private servers of BRIDGE_HOME answer
   * @param docker whether a Docker engine answers
   */
  static StoreSource choose(
      Switch said, boolean named, BooleanSupplier running, BooleanSupplier docker) {
    return switch (said) {
      case CONTAINERS -> CONTAINERS;
      case LOCAL -> named ? ENVIRONMENT : LOCAL;
      case AUTO -> {
        if (named) {
          yield ENVIRONMENT;
        }
        yield !running.getAsBoolean() && docker.getAsBoolean() ? CONTAINERS : LOCAL;
      }
    };
  }
}
