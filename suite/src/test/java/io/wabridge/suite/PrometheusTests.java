package io.wabridge.suite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs a real Prometheus against the running bridge. */
@ExtendWith(RunningBridge.class)
class PrometheusTests {

  private static final int TARGETS = 13;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static Process prometheus;
  private static Http api;

  @BeforeAll
  static void start() throws Exception {
    RunningBridge.conversationPassed();
    var port = free();
    var writing = new ProcessBuilder("sh", "local.sh", directory.toString());
    writing.directory(Observe.HOME.toFile()).inheritIO();
    writing.environment().put("PROMETHEUS_PORT", "" + port);
    writing.environment().put("ALERTMANAGER_PORT", "9");
    writing.environment().put("INTERVAL", "1s");
    assertThat(writing.start().waitFor()).isZero();
    prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--storage.tsdb.retention.size=100MB",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    api = new Http("http://127.0.0.1:" + port, null);
    await("all targets are up", () -> up() == TARGETS);
    // a recording rule needs two scrapes of its metrics
    await(
        "rules are evaluated", () -> names().contains("direction:bridge_messages_finished:rate5m"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.destroy();
      if (!prometheus.waitFor(10, TimeUnit.SECONDS)) {
        prometheus.destroyForcibly();
      }
    }
  }

  @Test
  void scrapesEveryServiceAndTheBroker() {
    assertThat(targets())
        .hasSize(TARGETS)
        .allSatisfy(target ->
            assertThat(target.path("lastError").asString())
                .as(target.path("scrapeUrl").asString())
                .isEmpty());
  }

  @Test
  void metricsOfRulesAndDashboardsExist() throws IOException {
    var asked = new TreeSet<String>();
    for (var file : new String[] {"wabridge-recording.yml", "wabridge-alerts.yml"}) {
      Observe.rules(file)
          .forEach(rule -> Observe.metricsIn(String.valueOf(rule.get("expr"))).forEach(asked::add));
    }
    DashboardsTests.expressions()
        .forEach(expression -> Observe.metricsIn(expression).forEach(asked::add));
    asked.removeIf(name -> name.contains(":"));
    asked.removeAll(Observe.mayBeAbsent());

    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(names()).containsAll(asked);
  }

  @Test
  void everyExposedMetricIsDocumented() {
    var ours = new TreeSet<>(names());
    ours.removeIf(name -> !name.startsWith("bridge_"));

    assertThat(ours).isSubsetOf(Observe.explained());
  }

  @Test
  void evaluatesEveryRule() {
    for (var group : api.get("/api/v1/rules").path("data").path("groups")) {
      for (var rule : group.path("rules")) {
        assertThat(rule.path("health").asString())
            .as(rule.path("name").asString() + ": " + rule.path("lastError").asString())
            .isIn("ok", "unknown");
      }
    }
  }

  /** Checks only the bridge's metrics; Micrometer's own names fail. */
  @Test
  void metricsFollowPrometheusConventions() throws Exception {
    for (var service : new String[] {"STATE_MANAGER_PORT", "GENESYS_API_SERVICE_PORT"}) {
      var ours =
          exposed(RunningBridge.port(service))
              .lines()
              .filter(line -> line.matches("(# (HELP|TYPE) )?bridge_.*"))
              .collect(joining("\n", "", "\n"));
      var file = directory.resolve(service);
      Files.writeString(file, ours);
      Observe.run("sh", "-c", "promtool check metrics <" + file);
    }
  }

  @Test
  void histogramsHaveNoTenantLabel() {
    assertThat(query("count({__name__=~\"bridge_.+_bucket\",tenant!=\"\"})")).isEmpty();
  }

  @Test
  void servicesHaveFewSeries() {
    for (var most : query("max(count by (service) ({job=\"wabridge\",__name__=~\"bridge_.+\"}))")) {
      assertThat(most.path("value").path(1).asDouble()).isCloseTo(0, within(1_500.0));
    }
  }

  private static long up() {
    return StreamSupport.stream(targets().spliterator(), false)
        .filter(target -> target.path("health").asString().equals("up"))
        .count();
  }

  private static JsonNode targets() {
    return api.get("/api/v1/targets?state=active").path("data").path("activeTargets");
  }

  private static TreeSet<String> names() {
    var names = new TreeSet<String>();
    api.get("/api/v1/label/__name__/values")
        .path("data")
        .forEach(name -> names.add(name.asString()));
    return names;
  }

  private static JsonNode query(String expr) {
    return api.get("/api/v1/query?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8))
        .path("data")
        .path("result");
  }

  private static String exposed(int port) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void await(String what, BooleanSupplier there)
      throws IOException, InterruptedException {
    var until = Instant.now().plus(LIMIT);
    while (true) {
      try {
        if (there.getAsBoolean()) {
          return;
        }
      } catch (RuntimeException e) {
        // still starting
      }
      assertThat(Instant.now())
          .as(what + "\n" + Files.readString(directory.resolve("prometheus.log")))
          .isBefore(until);
      Thread.sleep(200);
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
