package io.wabridge.suite.status;

import java.util.Map;

/** Reads the installation's settings from the environment variables of the services. */
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
