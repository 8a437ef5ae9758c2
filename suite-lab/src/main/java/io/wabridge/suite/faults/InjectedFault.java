package io.wabridge.suite.faults;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

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
