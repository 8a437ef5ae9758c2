package io.wabridge.suite.faults;

import io.wabridge.suite.faults.agent.FaultAgent;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param only the faults to choose from; empty means the default ones
 * @param without the mechanism that is switched off, so that the checker must report an error
 * @param desks the kinds of desks that tenants have
 * @param count the number of messages of {@code --ambiguous} or {@code --replay}
 */
record Options(
    Mode mode,
    Length length,
    double rate,
    long seed,
    int seconds,
    List<String> only,
    @Nullable Without without,
    List<DeskKind> desks,
    int count) {

  /** What is run: faults under load, or a single question. */
  enum Mode {
    FAULTS,
    AMBIGUOUS,
    REPLAY,
    FAIR
  }

  /** The duration of faults, and how many must take effect. */
  enum Length {
    SHORT,
    QUICK,
    LONG
  }

  static Options of(String... arguments) {
    var mode = Mode.FAULTS;
    var length = Length.LONG;
    var rate = 0.0;
    var minutes = 0.0;
    var seed = new SecureRandom().nextLong(1_000_000_000);
    List<String> only = List.of();
    Without without = null;
    List<DeskKind> desks = List.of();
    var count = 0;
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> length = Length.QUICK;
        case "--short" -> length = Length.SHORT;
        case "--minutes" -> minutes = Double.parseDouble(value(arguments, ++i));
        case "--rate" -> rate = Double.parseDouble(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--only" -> only = List.of(value(arguments, ++i).split(","));
        case "--desks" -> desks = DeskKind.named(value(arguments, ++i));
        case "--without" -> {
          without = Without.named(value(arguments, ++i));
          length = Length.SHORT;
        }
        case "--ambiguous", "--replay" -> {
          mode = arguments[i].equals("--replay") ? Mode.REPLAY : Mode.AMBIGUOUS;
          count = mode == Mode.REPLAY ? 1000 : 10_000;
          if (i + 1 < arguments.length && !arguments[i + 1].startsWith("--")) {
            count = Integer.parseInt(arguments[++i]);
          }
        }
        case "--fair" -> mode = Mode.FAIR;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    var single = mode != Mode.FAULTS || without != null;
    if (single && !desks.isEmpty()) {
      throw new IllegalArgumentException("--desks is for runs with faults only");
    }
    return new Options(
        mode,
        mode == Mode.FAULTS ? length : Length.SHORT,
        rate > 0 ? rate : defaultRate(mode, length),
        seed,
        (int) (minutes > 0 ? minutes * 60 : defaultSeconds(mode, length, without)),
        without != null && only.isEmpty() ? without.faults() : only,
        without,
        desks.isEmpty() ? (single ? List.of(DeskKind.GENESYS) : List.of(DeskKind.values())) : desks,
        count);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static double defaultRate(Mode mode, Length length) {
    return switch (mode) {
      case FAULTS -> length == Length.LONG ? 50 : 25;
      case AMBIGUOUS -> 30;
      case REPLAY -> 25;
      case FAIR -> 8;
    };
  }

  private static int defaultSeconds(Mode mode, Length length, @Nullable Without without) {
    if (mode == Mode.FAIR) {
      return 90;
    }
    if (without != null) {
      return 70;
    }
    return switch (length) {
      case SHORT -> 55;
      case QUICK -> 200;
      case LONG -> 1800;
    };
  }

  /** Settings of a service in addition to those of ./bridge. */
  Map<String, String> settings(Services service) {
    return switch (mode) {
      case FAULTS ->
          without != null
              ? FaultAgent.without(without.safeguard())
              : service == Services.INBOUND ? Map.of("BRIDGE_MEDIA_PATIENCE", "5s") : Map.of();
      case AMBIGUOUS ->
          Map.of(
              "BRIDGE_RESILIENCE_LIMITS_CLOUD_MESSAGESPERSECOND", "0",
              "BRIDGE_RESILIENCE_LIMITS_CLOUD_PAIRSECONDS", "0",
              "BRIDGE_RESILIENCE_LIMITS_GENESYS_CALLSPERMINUTE", "0",
              "BRIDGE_RESILIENCE_NOANSWERTIMEOUT", "1h",
              "BRIDGE_RESILIENCE_OPENFOR", "100ms",
              "BRIDGE_RESILIENCE_MAXOPENFOR", "100ms",
              "BRIDGE_OUTSIDE_READ_TIMEOUT", "2s");
      case REPLAY ->
          service != Services.GENESYS_API
              ? Map.of()
              : Map.of(
                  "BRIDGE_LANES_HOLD_BUDGET", "45s",
                  "BRIDGE_LANES_PATIENCE", "1s",
                  "BRIDGE_RESILIENCE_OPENFOR", "1s",
                  "BRIDGE_RESILIENCE_MAXOPENFOR", "2s",
                  "BRIDGE_RESILIENCE_LIMITS_GENESYS_CALLSPERMINUTE", "0");
      case FAIR -> Map.of();
    };
  }

  int tenants() {
    return length == Length.LONG || mode == Mode.AMBIGUOUS ? 20 : 8;
  }

  int talks() {
    if (mode == Mode.AMBIGUOUS) {
      return 200;
    }
    return switch (length) {
      case SHORT -> without == null ? 80 : 40;
      case QUICK -> 200;
      case LONG -> 2000;
    };
  }

  /**
   * Whether each pair of the checker's tenants is one tenant of the bridge with two desks and
   * numbers.
   */
  boolean paired() {
    return without == Without.ISOLATION;
  }

  /** Whether the webhooks of some persons name them by changing ids. */
  boolean changingIds() {
    return mode == Mode.FAULTS && without == null;
  }

  /** Whether each fault of persons, files, statuses and credentials is injected first. */
  boolean beginsWithRoughWorld() {
    return length == Length.QUICK && mode == Mode.FAULTS && only.isEmpty();
  }

  /** Whether the first fault is a kill of the broker, which redelivers then. */
  boolean beginsWithBroker() {
    return length == Length.SHORT && mode == Mode.FAULTS && only.isEmpty();
  }

  /** The number of faults that must take effect. */
  int enough() {
    var wanted =
        switch (length) {
          case SHORT -> 5;
          case QUICK -> 12;
          case LONG -> 20;
        };
    return only.isEmpty() ? wanted : 1;
  }

  /** The seconds without an event after which draining ends. */
  int quiet() {
    return switch (mode) {
      case REPLAY -> 60;
      case AMBIGUOUS -> 20;
      case FAULTS, FAIR -> length == Length.SHORT ? 10 : 20;
    };
  }

  /** The seconds of warm-up at half the rate, for Java's compilers. */
  int warmUp() {
    return length == Length.LONG && mode == Mode.FAULTS ? 240 : 0;
  }

  /** The longest pause of the simulated WhatsApp before it repeats a webhook; Meta's is hours. */
  int longestPauseMs() {
    return length == Length.LONG && mode == Mode.FAULTS ? 30_000 : 5000;
  }

  /** Seconds between the end of one fault and the next. */
  int gap() {
    return switch (length) {
      case SHORT -> 1;
      case QUICK -> 3;
      case LONG -> 25;
    };
  }
}
