package io.wabridge.suite;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Alert rules are valid and tested, link to an existing runbook, and are routed to the right
 * receiver.
 */
class AlertRulesTests {

  private static final Pattern CASE =
      Pattern.compile("ALERTS\\{alertname=\"([A-Za-z]+)\",alertstate=\"firing\"}");

  @Test
  void rulesAreValid() throws Exception {
    Observe.run(
        "promtool",
        "check",
        "rules",
        "--lint=all",
        "--lint-fatal",
        "rules/wabridge-recording.yml",
        "rules/wabridge-alerts.yml");
    Observe.run("promtool", "check", "config", "prometheus.yml");
  }

  @Test
  void alertsFireOnlyOnTheirCondition() throws Exception {
    Observe.run("promtool", "test", "rules", "tests/alerts.test.yml", "tests/long.test.yml");
  }

  @Test
  void everyAlertHasAFiringAndAQuietTest() {
    var firing = new TreeSet<String>();
    var quiet = new TreeSet<String>();
    for (var file : List.of("tests/alerts.test.yml", "tests/long.test.yml")) {
      for (var test : Observe.list(Observe.yaml(Observe.HOME.resolve(file)).get("tests"))) {
        for (var judged : Observe.list(test.get("promql_expr_test"))) {
          var name = CASE.matcher(String.valueOf(judged.get("expr")));
          assertThat(name.find()).as(String.valueOf(test.get("name"))).isTrue();
          var value = Observe.list(judged.get("exp_samples")).getFirst().get("value");
          (value.equals(0) ? quiet : firing).add(name.group(1));
        }
      }
    }
    var all = Observe.alerts().stream().map(Observe.Alert::name).collect(toSet());

    assertThat(all).hasSizeGreaterThanOrEqualTo(25);
    assertThat(firing).containsExactlyInAnyOrderElementsOf(all);
    all.remove("Watchdog"); // always fires, by design
    assertThat(quiet).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void everyAlertHasASummaryAndARunbook() throws IOException {
    for (var alert : Observe.alerts()) {
      assertThat(alert.labels().get("severity")).isIn("page", "ticket", "none");
      assertThat(alert.notes().get("summary")).as(alert.name()).matches("[A-Z{\"].{20,}\\.");
      var page = Observe.ROOT.resolve(alert.notes().get("runbook_url"));
      assertThat(page).exists();
      assertThat(Files.readString(page)).as(alert.name()).contains(alert.name());
    }
  }

  @Test
  void everyRunbookHasAnAlert() throws IOException {
    var pages =
        Observe.alerts().stream()
            .map(alert -> Observe.ROOT.resolve(alert.notes().get("runbook_url")))
            .collect(toSet());

    try (var files = Files.list(Observe.ROOT.resolve("docs/runbooks"))) {
      assertThat(files.filter(file -> !file.endsWith("README.md")).toList())
          .containsExactlyInAnyOrderElementsOf(pages);
    }
  }

  @Test
  void alertsAreRoutedBySeverity() throws Exception {
    Observe.run("amtool", "check-config", "alertmanager.yml");
    for (var alert : Observe.alerts()) {
      var severity = alert.labels().get("severity");
      var receiver =
          switch (severity) {
            case "page" -> "pager";
            case "ticket" -> "tickets";
            default -> "heartbeat";
          };
      Observe.run(
          "amtool",
          "config",
          "routes",
          "test",
          "--config.file=alertmanager.yml",
          "--verify.receivers=" + receiver,
          "alertname=" + alert.name(),
          "severity=" + severity);
    }
  }

  @Test
  void everyRecordedMetricIsUsed() {
    var recorded =
        Observe.rules("wabridge-recording.yml").stream()
            .map(rule -> String.valueOf(rule.get("record")))
            .collect(toSet());

    for (var alert : Observe.alerts()) {
      assertThat(Observe.metricsIn(alert.expr()).filter(name -> name.contains(":")))
          .as(alert.name())
          .isSubsetOf(recorded);
    }
  }

  @Test
  void everyQueriedMetricIsDocumented() {
    var explained = Observe.explained();
    for (var file : List.of("wabridge-recording.yml", "wabridge-alerts.yml")) {
      for (var rule : Observe.rules(file)) {
        assertThat(
                Observe.metricsIn(String.valueOf(rule.get("expr")))
                    .filter(name -> name.startsWith("bridge_")))
            .isSubsetOf(explained);
      }
    }
  }
}
