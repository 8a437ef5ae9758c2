package io.wabridge.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who carries WhatsApp in the demo, by the value of {@code --provider}. */
enum DemoProvider {
  CLOUD,
  DIALOG360,
  TWILIO,
  AWS;

  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The provider that the arguments name; Meta's Cloud API if they name none. */
  static DemoProvider of(List<String> arguments) {
    return Arrays.stream(values())
        .filter(provider -> arguments.contains(provider.kind()))
        .findFirst()
        .orElse(CLOUD);
  }
}
