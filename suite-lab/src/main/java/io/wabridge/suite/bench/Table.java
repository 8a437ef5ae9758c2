package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Prints the figures as a table and writes them as JSON. */
final class Table {

  private final Options options;
  private final Place place;
  private final List<Figures> figures;
  private final Batches.@Nullable Times batches;
  private final Judge.Verdict verdict;
  private final List<String> said;
  private final Instant now = Instant.now();

  Table(
      Options options,
      Place place,
      List<Figures> figures,
      Batches.@Nullable Times batches,
      Judge.Verdict verdict,
      List<String> said) {
    this.options = options;
    this.place = place;
    this.figures = figures;
    this.batches = batches;
    this.verdict = verdict;
    this.said = said;
  }

  void print(Consumer<String> say) {
    say.accept("");
    say.accept(
        "phase                      accepted/s  delivered/s     ack p50     p99  |  webhook to arrival p50      p99    p99.9 ms");
    figures.forEach(one -> times(one, say));
    say.accept("");
    var head = new StringBuilder("CPU-ms per message             all in");
    Figures.groups().forEach(group -> head.append("%10s".formatted(group.title)));
    say.accept(head + "  baseline       JIT    busy  RSS MB  GC");
    figures.forEach(one -> say.accept(costs(one)));
    ratios(say);
    say.accept("");
    say.accept("judge: " + verdict.counts());
    verdict.examples().forEach(example -> say.accept("  " + example));
    if (!verdict.clean()) {
      say.accept("VOID: not every figure of the judge is 0.");
    }
    say.accept("");
    say.accept(history());
  }

  private static void times(Figures one, Consumer<String> say) {
    var rates =
        "%-26s %10s %12.0f"
            .formatted(
                one.name() + (one.stoppedEarly() ? " stopped early" : ""),
                one.ack().count() == 0 ? "-" : "%.0f".formatted(one.acceptedPerSecond()),
                one.perSecond());
    var acks =
        one.ack().count() == 0
            ? "%12s %7s".formatted("-", "-")
            : "%12.1f %7.1f".formatted(one.ack().p50(), one.ack().p99());
    if (one.in().count() > 0) {
      say.accept(rates + acks + way("in", one.in()));
    }
    if (one.out().count() > 0) {
      var again = one.in().count() > 0;
      say.accept(
          (again ? " ".repeat((rates + acks).length()) : rates + acks) + way("out", one.out()));
    }
  }

  private static String way(String name, Percentiles times) {
    return "  |  %3s %19.1f %8.1f %8.1f".formatted(name, times.p50(), times.p99(), times.p999());
  }

  private static String costs(Figures one) {
    var row = new StringBuilder("%-28s %8.2f".formatted(one.name(), one.sum().perMessage()));
    Figures.groups().forEach(group -> row.append("%10.2f".formatted(one.sum().perMessage(group))));
    return row
        + "%10.2f%10.2f %5.0f %% %7d  %d in %.2f s"
            .formatted(
                one.sum().perMessage(Group.BASELINE),
                one.sum().compilersPerMessage(),
                one.sum().busy() * 100,
                one.residentMb(),
                one.garbage().collections(),
                one.garbage().seconds());
  }

  private Optional<Figures> named(String beginning) {
    return figures.stream().filter(one -> one.name().startsWith(beginning)).findFirst();
  }

  private void ratios(Consumer<String> say) {
    say.accept("");
    for (var way : new String[] {"in, saturated", "out, saturated"}) {
      for (var base : new String[] {"RabbitMQ alone", "plain route, saturated"}) {
        named(way)
            .flatMap(bridge -> named(base).map(baseline -> ratio(bridge, baseline)))
            .ifPresent(say);
      }
    }
    named("in, 100/s")
        .flatMap(bridge -> named("plain route, 100/s").map(plain -> slower(bridge, plain)))
        .ifPresent(say);
  }

  private static String ratio(Figures bridge, Figures baseline) {
    var speed = bridge.speedTo(baseline);
    return "ratio  %-16s to %-24s %.3f x msg/s (%.3f to %.3f), "
            .formatted(bridge.name(), baseline.name(), speed.middle(), speed.least(), speed.most())
        + cost(bridge, baseline);
  }

  private static String slower(Figures bridge, Figures plain) {
    return "ratio  %-16s to %-24s %.1f x p50, %.1f x p99, "
            .formatted(
                bridge.name(),
                plain.name(),
                bridge.in().p50() / plain.in().p50(),
                bridge.in().p99() / plain.in().p99())
        + cost(bridge, plain);
  }

  private static String cost(Figures bridge, Figures baseline) {
    var cost = bridge.costTo(baseline);
    return "%.2f x CPU-ms (%.2f to %.2f)".formatted(cost.middle(), cost.least(), cost.most());
  }

  /** A row for docs/performance.md. */
  private String history() {
    return "| %s | %s | %s%s | %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC).format(now),
            place.get("BENCH_COMMIT"),
            place.get("BENCH_LAYOUT"),
            options.quick() ? ", quick" : "",
            cell(
                "in, saturated",
                one -> "%.0f/s, %.2f ms".formatted(one.perSecond(), one.sum().perMessage())),
            cell(
                "out, saturated",
                one -> "%.0f/s, %.2f ms".formatted(one.perSecond(), one.sum().perMessage())),
            cell(
                "in, 100/s",
                one -> "%.1f, %.1f ms".formatted(one.in().p50(), one.in().p99()) + broken(one)),
            cell(
                "both, 100/s",
                one -> "%.1f, %.1f ms".formatted(one.in().p99(), one.out().p99()) + broken(one)),
            cell("in, 300/s", one -> "%.1f ms".formatted(one.ack().p99()) + broken(one)),
            batches == null ? "–" : "%.0f ms".formatted(batches.acknowledged().p50()),
            cell(
                "RabbitMQ alone",
                one -> "%.0f/s, %.2f ms".formatted(one.perSecond(), one.sum().perMessage())),
            cell(
                "plain route, saturated",
                one -> "%.0f/s, %.2f ms".formatted(one.perSecond(), one.sum().perMessage())));
  }

  private static String broken(Figures one) {
    return one.stoppedEarly() ? " (load stopped)" : "";
  }

  private String cell(String name, java.util.function.Function<Figures, String> text) {
    return named(name).map(text).orElse("–");
  }

  Path write() throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("at", now.toString());
    json.put("commit", place.get("BENCH_COMMIT"));
    json.put("layout", place.get("BENCH_LAYOUT"));
    json.put("startSeconds", Double.valueOf(place.get("BENCH_START_SECONDS")));
    json.put("machine", Machine.now());
    json.put("options", options);
    json.put("phases", figures.stream().map(Table::phase).toList());
    json.put("batches", batches);
    json.put("said", said);
    json.put("verdict", verdict);
    json.put("clean", verdict.clean());
    var name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC).format(now);
    var file = place.home().resolve("bench-" + name + ".json");
    Files.writeString(
        file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    return file;
  }

  private static Map<String, Object> phase(Figures one) {
    var cpu = new LinkedHashMap<String, Object>();
    cpu.put("allIn", one.sum().perMessage());
    cpu.put("compilers", one.sum().compilersPerMessage());
    for (var group : Group.values()) {
      cpu.put(group.title, one.sum().perMessage(group));
    }
    return Map.of(
        "figures",
        one,
        "cpuMsPerMessage",
        cpu,
        "busy",
        one.sum().busy(),
        "stoppedEarly",
        one.stoppedEarly());
  }
}
