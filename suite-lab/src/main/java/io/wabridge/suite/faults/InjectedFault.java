package io.wabridge.suite.faults;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One injected fault: when, which target, how long, and how its effect was confirmed. */
final class InjectedFault {

  private final String code;
  private final String name;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final LocalTime at = LocalTime.now();
  private final long from = System.nanoTime();
  private String target = "";
  private String confirmation = "";
  private boolean effective;
  private @Nullable Measured measured;
  private long ms;

  InjectedFault(String code, String name) {
    this.code = code;
    this.name = name;
  }

  void target(Object hit) {
    target = hit.toString();
  }

  /** Records whether and how it took effect; only then it counts. */
  void confirm(boolean effect, String how) {
    effective = effect;
    confirmation = how;
  }

  /** Messages sent in this period are measured: those of one tenant, and those of the others. */
  record Measured(long fromMs, long untilMs, String tenant) {}

  void measure(long fromMs, long untilMs, String tenant) {
    measured = new Measured(fromMs, untilMs, tenant);
  }

  @Nullable Measured measured() {
    return measured;
  }

  /** The delays of the messages sent in that period, from the checker's times by tenant. */
  String delays(JsonNode latency, Measured of) {
    var own = new ArrayList<Long>();
    var others = new ArrayList<Long>();
    latency
        .properties()
        .forEach(tenant ->
            tenant
                .getValue()
                .path("times")
                .forEach(time ->
                    (tenant.getKey().equals(of.tenant()) ? own : others).add(time.asLong())));
    return "during %s: messages of %s %s; of the other tenants %s"
        .formatted(code, of.tenant(), figures(own), figures(others));
  }

  private static String figures(List<Long> times) {
    Collections.sort(times);
    return times.isEmpty()
        ? "none"
        : "p50 %d ms, p95 %d, longest %d (%d messages)"
            .formatted(
                times.get(times.size() / 2),
                times.get(Math.min(times.size() - 1, times.size() * 95 / 100)),
                times.getLast(),
                times.size());
  }

  void finish() {
    ms = (System.nanoTime() - from) / 1_000_000;
  }

  boolean effective() {
    return effective;
  }

  String code() {
    return code;
  }

  String target() {
    return target;
  }

  String row() {
    return "  %s  %-4s %-34s %-42s %6.1f s  %s %s"
        .formatted(
            CLOCK.format(at),
            code,
            name,
            target,
            ms / 1000.0,
            effective ? "took effect:" : "NO EFFECT:",
            confirmation);
  }
}
