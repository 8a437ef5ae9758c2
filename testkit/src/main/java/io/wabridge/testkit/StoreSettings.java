package io.wabridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the stores that tests run against, and starts them if none are running. */
final class StoreSettings {

  /** The settings of a service under Spring's names and as environment variables. */
  static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("spring.rabbitmq.host", "SPRING_RABBITMQ_HOST"),
          Map.entry("spring.rabbitmq.port", "SPRING_RABBITMQ_PORT"),
          Map.entry("spring.rabbitmq.username", "SPRING_RABBITMQ_USERNAME"),
          Map.entry("spring.rabbitmq.password", "SPRING_RABBITMQ_PASSWORD"),
          Map.entry("spring.datasource.url", "SPRING_DATASOURCE_URL"),
          Map.entry("spring.datasource.username", "SPRING_DATASOURCE_USERNAME"),
          Map.entry("spring.datasource.password", "SPRING_DATASOURCE_PASSWORD"),
          Map.entry("spring.data.redis.host", "SPRING_DATA_REDIS_HOST"),
          Map.entry("spring.data.redis.port", "SPRING_DATA_REDIS_PORT"),
          Map.entry("spring.data.redis.password", "SPRING_DATA_REDIS_PASSWORD"),
          Map.entry("bridge.store.endpoint", "BRIDGE_STORE_ENDPOINT"),
          Map.entry("bridge.store.access-key", "BRIDGE_STORE_ACCESS_KEY"),
          Map.entry("bridge.store.secret-key", "BRIDGE_STORE_SECRET_KEY"));

  private static final int PORT = 18080;

  private StoreSettings() {}

  static Map<String, String> find() {
    var root = root();
    var home = root.resolve(System.getenv().getOrDefault("BRIDGE_HOME", ".bridge/test"));
    var file = home.resolve("settings.env");
    var source =
        StoreSource.choose(
            StoreSource.Switch.of(
                System.getProperty(StoreSource.SWITCH, System.getenv("BRIDGE_TEST_STORES"))),
            System.getenv().keySet().containsAll(NAMES.values()),
            () -> answering(file),
            StoreSettings::dockerAnswers);
    return switch (source) {
      case ENVIRONMENT -> System.getenv();
      case CONTAINERS -> new ContainerStores(root).start();
      case LOCAL -> {
        if (!answering(file)) {
          start(root, home, Files.exists(file));
        }
        yield read(file);
      }
    };
  }

  private static boolean dockerAnswers() {
    try {
      var info =
          new ProcessBuilder("docker", "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!info.waitFor(20, TimeUnit.SECONDS)) {
        info.destroyForcibly();
        return false;
      }
      return info.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The root of the repository, found from the directory of any module. */
  static Path root() {
    var here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, at -> at != null, Path::getParent)
        .filter(at -> Files.isExecutable(at.resolve("bridge")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no ./bridge above " + here));
  }

  private static boolean answering(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    var settings = read(file);
    return Stream.of("RABBITMQ_PORT", "POSTGRES_PORT", "REDIS_PORT", "S3_PORT")
        .allMatch(name -> settings.containsKey(name) && listens(settings.get(name)));
  }

  private static boolean listens(String port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void start(Path root, Path home, boolean known) {
    var command = new ProcessBuilder("./bridge", "stores", "up").directory(root.toFile());
    command.environment().put("BRIDGE_HOME", home.toString());
    if (known) {
      command.environment().remove("BRIDGE_PORT");
    } else {
      command.environment().putIfAbsent("BRIDGE_PORT", String.valueOf(PORT));
    }
    try {
      var log = Files.createTempFile("bridge-stores", ".log");
      var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroy();
        throw new IllegalStateException("the stores did not start:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    try (var lines = Files.lines(file)) {
      var settings = new HashMap<String, String>();
      lines
          .filter(line -> !line.startsWith("#") && line.contains("="))
          .forEach(line -> {
            var equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
          });
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
