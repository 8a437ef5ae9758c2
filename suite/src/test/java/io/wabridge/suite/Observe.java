package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files in deploy/observe, and the tools that check them. */
final class Observe {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path HOME = ROOT.resolve("deploy/observe");
  private static final Pattern NAME = Pattern.compile("`(bridge_[a-z_]+)`");

  /** An alert rule. */
  record Alert(String name, String expr, Map<String, String> labels, Map<String, String> notes) {}

  private Observe() {}

  static List<Alert> alerts() {
    return rules("wabridge-alerts.yml").stream()
        .map(rule ->
            new Alert(
                String.valueOf(rule.get("alert")),
                String.valueOf(rule.get("expr")),
                strings(rule.get("labels")),
                strings(rule.get("annotations"))))
        .toList();
  }

  static List<Map<String, Object>> rules(String file) {
    var groups = list(yaml(HOME.resolve("rules").resolve(file)).get("groups"));
    return groups.stream().flatMap(group -> list(group.get("rules")).stream()).toList();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> yaml(Path file) {
    try (var text = Files.newBufferedReader(file)) {
      return (Map<String, Object>) new Yaml().load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Object of) {
    return (List<Map<String, Object>>) of;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> strings(Object of) {
    return (Map<String, String>) of;
  }

  /** The metrics documented in docs/metrics.md, under their names in Prometheus. */
  static TreeSet<String> explained() {
    try {
      var names = new TreeSet<String>();
      for (var line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
        var name = NAME.matcher(line);
        if (line.startsWith("| `") && name.find()) {
          if (line.contains("| histogram")) {
            Stream.of("_bucket", "_count", "_sum", "_max")
                .forEach(part -> names.add(name.group(1) + part));
          } else {
            names.add(name.group(1));
          }
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Used metrics that the bridge does not define. */
  static List<String> others() throws IOException {
    return names("metrics-of-others.txt");
  }

  /** Metrics that may be absent; the file gives the reasons. */
  static List<String> mayBeAbsent() throws IOException {
    return names("may-be-absent.txt");
  }

  private static List<String> names(String file) throws IOException {
    return Files.readAllLines(HOME.resolve(file)).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** The metric names in an expression, without functions, labels and keywords. */
  static Stream<String> metricsIn(String expr) {
    return Pattern.compile(
            "\\b(?:[a-z]+:)?(?:bridge|rabbitmq|jvm|hikaricp|http|lettuce|logback|process|up\\b|ALERTS\\b)[a-z0-9_:]*")
        .matcher(
            expr.replaceAll("\"[^\"]*\"", "").replaceAll("(by|on|group_left)\\s*\\([^)]*\\)", ""))
        .results()
        .map(hit -> hit.group());
  }

  /** Runs a tool of Prometheus; returns its output. */
  static String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(process.exitValue()).as("%s\n%s", String.join(" ", command), said).isZero();
    return said;
  }
}
