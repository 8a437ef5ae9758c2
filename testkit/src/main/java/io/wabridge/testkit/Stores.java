package io.wabridge.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The four stores of the tests, found or started once per JVM: those of the environment (set by
 * {@code ./bridge test}), Testcontainers where a Docker engine answers, otherwise private ones that
 * {@code ./bridge stores up} starts. {@code bridge.test.stores} chooses; see the README.
 */
public final class Stores {

  private static final String MASTER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String MEDIA_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  private final Map<String, String> settings;

  Stores(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  private static final class Once {
    static final Stores STORES = new Stores(StoreSettings.find());
  }

  public static Stores get() {
    return Once.STORES;
  }

  /** A setting by its environment variable, such as "SPRING_RABBITMQ_PORT". */
  public String setting(String name) {
    var value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException("the stores' settings lack " + name);
    }
    return value;
  }

  public int port(String name) {
    return Integer.parseInt(setting(name));
  }

  public int s3Port() {
    return URI.create(setting("BRIDGE_STORE_ENDPOINT")).getPort();
  }

  /** The same as Spring properties, with secrets that are for tests only. */
  public Map<String, String> springProperties() {
    var properties = new HashMap<String, String>();
    StoreSettings.NAMES.forEach((property, name) -> properties.put(property, setting(name)));
    properties.put("bridge.internal-token", INTERNAL_TOKEN);
    properties.put("bridge.admin-token", ADMIN_TOKEN);
    properties.put("bridge.master-key", MASTER_KEY);
    properties.put("bridge.media-key", MEDIA_KEY);
    properties.put("bridge.gateway.metrics-port", "0"); // several gateways run in one JVM
    properties.put("bridge.public-url", "http://localhost:8080");
    properties.put(
        "bridge.journal.directory",
        System.getProperty("java.io.tmpdir")
            + "/wabridge-journal-"
            + ProcessHandle.current().pid());
    return properties;
  }

  public static final String INTERNAL_TOKEN = "the-services-own-token-in-tests";
  public static final String ADMIN_TOKEN = "the-token-of-the-operator-in-tests";
}
