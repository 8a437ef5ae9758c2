package io.wabridge.suite.bench;

import java.nio.file.Path;
import java.util.Map;

/** The installation under test, from the environment set by ./bridge. */
record Place(Map<String, String> environment) {

  String get(String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " is not set; start this with ./bridge bench");
    }
    return value;
  }

  int port(String name) {
    return Integer.parseInt(get(name));
  }

  Path home() {
    return Path.of(get("BRIDGE_HOME"));
  }
}
