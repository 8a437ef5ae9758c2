package io.wabridge.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The desk of the demo, by the value of {@code --desk}. */
enum DemoDesk {
  GENESYS,
  CHATWOOT,
  CONNECT,
  API;

  /** The desk that the arguments name; Genesys if they name none. */
  static DemoDesk of(List<String> arguments) {
    return Arrays.stream(values())
        .filter(desk -> arguments.contains(desk.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(GENESYS);
  }
}
