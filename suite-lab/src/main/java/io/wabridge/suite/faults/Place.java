package io.wabridge.suite.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installation under test, from the environment set by ./bridge: addresses, tokens,
 * directories.
 */
record Place(Map<String, String> environment, Path root, Path home) {

  static Place of(Map<String, String> environment) {
    return new Place(
        environment,
        Path.of(needed(environment, "BRIDGE_ROOT")),
        Path.of(needed(environment, "BRIDGE_HOME")));
  }

  String get(String name) {
    return needed(environment, name);
  }

  /** The words of an optional variable. */
  List<String> words(String name) {
    return Stream.of(environment.getOrDefault(name, "").split(" "))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** An optional variable, such as the addresses of a cluster. */
  Optional<String> maybe(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  int port(String name) {
    return Integer.parseInt(get(name));
  }

  String gateway() {
    return "http://127.0.0.1:" + port("BRIDGE_PORT");
  }

  String whatsapp() {
    return "http://127.0.0.1:" + port("SANDBOX_WHATSAPP_PORT");
  }

  /** The address of a stand-in, by the name of its port. */
  String sandbox(String portName) {
    return "http://127.0.0.1:" + port(portName);
  }

  private static String needed(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " is not set; start this with ./bridge faults");
    }
    return value;
  }
}
