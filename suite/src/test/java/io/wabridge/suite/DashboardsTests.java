package io.wabridge.suite;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards match their generator, query existing metrics, and do not fix a datasource. */
class DashboardsTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void everyPanelHasATitleAUnitAndAVariableDatasource() throws IOException {
    var boards = boards();
    assertThat(boards).hasSizeBetween(6, 8);
    for (var board : boards) {
      for (var panel : panels(board)) {
        var where = board.path("title").asString() + ": " + panel.path("title").asString();
        assertThat(panel.path("title").asString()).as(where).isNotBlank();
        if (!panel.path("type").asString().equals("row")) {
          assertThat(panel.path("fieldConfig").path("defaults").path("unit").asString())
              .as(where)
              .isNotBlank();
          assertThat(panel.path("datasource").path("uid").asString())
              .as(where)
              .isEqualTo("${datasource}");
          assertThat(panel.path("targets").size()).as(where).isPositive();
        }
      }
    }
  }

  /** Each expression is written as a rule, so that promtool can check it without Grafana. */
  @Test
  void everyExpressionIsValidPromQl(@TempDir Path directory) throws Exception {
    var expressions = expressions();
    assertThat(expressions).hasSizeGreaterThan(60);
    var rules = directory.resolve("dashboards.yml");
    Files.writeString(
        rules,
        IntStream.range(0, expressions.size())
            .mapToObj(i ->
                "      - record: dashboards:expression:%d\n        expr: |-\n          %s\n"
                    .formatted(i, expressions.get(i)))
            .collect(joining("", "groups:\n  - name: dashboards\n    rules:\n", "")));

    Observe.run("promtool", "check", "rules", rules.toString());
  }

  @Test
  void dashboardsMatchTheirGenerator(@TempDir Path directory) throws Exception {
    try (var files = Files.list(Observe.HOME.resolve("generator"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    var made = Files.createDirectory(directory.resolve("made"));
    Observe.run(
        "sh",
        "-c",
        "cd %s && npm ci --prefer-offline --ignore-scripts && node make.js made"
            .formatted(directory));

    try (var files = Files.list(made)) {
      var dashboards = files.toList();
      assertThat(dashboards).hasSameSizeAs(boards());
      for (var dashboard : dashboards) {
        assertThat(Observe.HOME.resolve("dashboards").resolve(dashboard.getFileName()))
            .hasSameTextualContentAs(dashboard);
      }
    }
  }

  @Test
  void everyQueriedMetricExists() throws IOException {
    var known = Observe.explained();
    known.addAll(
        Observe.rules("wabridge-recording.yml").stream()
            .map(rule -> String.valueOf(rule.get("record")))
            .collect(toSet()));
    known.addAll(Observe.others());

    for (var expression : expressions()) {
      assertThat(Observe.metricsIn(expression)).as(expression).isSubsetOf(known);
    }
  }

  static List<String> expressions() throws IOException {
    var expressions = new ArrayList<String>();
    for (var board : boards()) {
      for (var panel : panels(board)) {
        panel.path("targets").forEach(target -> expressions.add(plain(target)));
      }
      board.path("annotations").path("list").forEach(note -> expressions.add(plain(note)));
    }
    return expressions;
  }

  private static String plain(JsonNode asked) {
    return asked.path("expr").asString().replace("$__rate_interval", "5m");
  }

  private static List<JsonNode> panels(JsonNode board) {
    var panels = new ArrayList<JsonNode>();
    board
        .path("panels")
        .forEach(panel -> {
          panels.add(panel);
          panel.path("panels").forEach(panels::add);
        });
    return panels;
  }

  private static List<JsonNode> boards() throws IOException {
    try (var files = Files.list(Observe.HOME.resolve("dashboards"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> JSON.readTree(file.toFile()))
          .toList();
    }
  }
}
