package io.wabridge.kit.telemetry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/metrics.md matches the code, so a metric is not renamed by accident. To
 * generate it: {@code mvn test -pl bridge-kit -am -Dtest=MetricsPageTests
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true}.
 */
class MetricsPageTests {

  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final String BEGIN = "<!-- generated from Metric; a test compares it -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void thePageMatchesTheCode() throws IOException {
    var page = Files.readString(PAGE);
    var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    var after = page.substring(page.indexOf(END));
    var generated = before + table() + after;
    if (Boolean.getBoolean("bridge.write-docs")) {
      Files.writeString(PAGE, generated);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(generated);
  }

  @Test
  void everyMetricFollowsPrometheusConventions() {
    assertThat(Metric.values())
        .allSatisfy(metric -> {
          assertThat(metric.exposed()).matches("bridge(_[a-z]+)+");
          assertThat(metric.meaning()).doesNotContain("|").hasSizeBetween(15, 100);
          assertThat(metric.exposed().endsWith("_total"))
              .isEqualTo(metric.kind() == Metric.Kind.COUNTER);
        });
    assertThat(Arrays.stream(Metric.values()).map(Metric::exposed)).doesNotHaveDuplicates();
  }

  @Test
  void aHistogramHasFewLimitsAndNoTenant() {
    assertThat(Metric.values())
        .filteredOn(metric -> metric.kind() == Metric.Kind.HISTOGRAM)
        .allSatisfy(metric -> {
          assertThat(metric.limits()).hasSizeBetween(7, 12).isSorted();
          assertThat(metric.labels()).doesNotContain("tenant", "channel", "desk");
          assertThat(metric.exposed()).endsWith("_seconds");
        });
  }

  private static String table() {
    return Arrays.stream(Metric.values())
        .map(metric ->
            String.join(
                " | ",
                "| `" + metric.exposed() + "`",
                metric.kind().name().toLowerCase(Locale.ROOT) + limits(metric),
                metric.labels().stream().map(label -> "`" + label + "`").collect(joining(" ")),
                metric.meaning() + " |\n"))
        .collect(joining("", "\n| metric | type | labels | meaning |\n|---|---|---|---|\n", "\n"));
  }

  private static String limits(Metric metric) {
    return metric.limits().isEmpty()
        ? ""
        : metric.limits().stream()
            .map(limit -> limit == Math.rint(limit) ? "%.0f".formatted(limit) : limit.toString())
            .collect(joining(" ", ", s: ", ""));
  }
}
