package io.wabridge.suite.status;

import java.util.Map;

/** Exists to read the installation's settings under the names the services read them by. */
record StatusSettings(Map<String, String> environment) {

  static StatusSettings ofEnvironment() {
    return new StatusSettings(System.getenv());
  }

  String get(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; run this through ./bridge status");
    }
    return value;
  }

  int port(String name) {
    return Integer.parseInt(get(name));
  }

  boolean has(String name) {
    return environment.containsKey(name);
  }
}
