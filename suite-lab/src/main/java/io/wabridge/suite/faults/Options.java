package io.wabridge.suite.faults;

import io.wabridge.suite.faults.agent.FaultAgent;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param only the faults to choose from; empty means all
 * @param without the mechanism that is switched off, so that the run must go red
 * @param count how many messages an act is about
 */
record Options(
    Act act,
    Length length,
    double rate,
    long seed,
    int seconds,
    List<String> only,
    @Nullable Without without,
    int count) {

  /** What is played: faults under load, or one question alone. */
  enum Act {
    FAULTS,
    AMBIGUOUS,
    REPLAY,
    FAIR
  }

  /** How long faults last and how many have to take effect. */
  enum Length {
    SHORT,
    QUICK,
    LONG
  }

  static Options of(String... arguments) {
    var act = Act.FAULTS;
    var length = Length.LONG;
    var rate = 0.0;
    var minutes = 0.0;
    var seed = new SecureRandom().nextLong(1_000_000_000);
    List<String> only = List.of();
    Without without = null;
    var count = 0;
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> length = Length.QUICK;
        case "--short" -> length = Length.SHORT;
        case "--minutes" -> minutes = Double.parseDouble(value(arguments, ++i));
        case "--rate" -> rate = Double.parseDouble(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--only" -> only = List.of(value(arguments, ++i).split(","));
        case "--without" -> {
          without = Without.named(value(arguments, ++i));
          length = Length.SHORT;
        }
        case "--ambiguous", "--replay" -> {
          act = arguments[i].equals("--replay") ? Act.REPLAY : Act.AMBIGUOUS;
          count = act == Act.REPLAY ? 1000 : 10_000;
          if (i + 1 < arguments.length && !arguments[i + 1].startsWith("--")) {
            count = Integer.parseInt(arguments[++i]);
          }
        }
        case "--fair" -> act = Act.FAIR;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        act,
        act == Act.FAULTS ? length : Length.SHORT,
        rate > 0 ? rate : usualRate(act, length),
        seed,
        (int) (minutes > 0 ? minutes * 60 : usualSeconds(act, length, without)),
        without != null && only.isEmpty() ? without.faults() : only,
        without,
        count);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static double usualRate(Act act, Length length) {
    return switch (act) {
      case FAULTS -> length == Length.LONG ? 50 : 25;
      case AMBIGUOUS -> 30;
      case REPLAY -> 25;
      case FAIR -> 8;
    };
  }

  private static int usualSeconds(Act act, Length length, @Nullable Without without) {
    if (act == Act.FAIR) {
      return 90;
    }
    if (without != null) {
      return 70;
    }
    return switch (length) {
      case SHORT -> 55;
      case QUICK -> 150;
      case LONG -> 1800;
    };
  }

  /** What a service is told besides what ./bridge tells it. */
  Map<String, String> settings(Services service) {
    return switch (act) {
      case FAULTS -> without == null ? Map.of() : FaultAgent.without(without.safeguard());
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
    return length == Length.LONG || act == Act.AMBIGUOUS ? 20 : 8;
  }

  int talks() {
    if (act == Act.AMBIGUOUS) {
      return 200;
    }
    return switch (length) {
      case SHORT -> without == null ? 80 : 40;
      case QUICK -> 200;
      case LONG -> 2000;
    };
  }

  /** Whether every two tenants of the checker are two desks and numbers of one of the bridge. */
  boolean paired() {
    return without == Without.ISOLATION;
  }

  /** How many faults must have taken effect, if there was time for them. */
  int enough() {
    var wanted =
        switch (length) {
          case SHORT -> 5;
          case QUICK -> 10;
          case LONG -> 20;
        };
    return only.isEmpty() ? wanted : 1;
  }

  /** Seconds without any event after which nothing more is expected. */
  int quiet() {
    return switch (act) {
      case REPLAY -> 60;
      case AMBIGUOUS -> 20;
      case FAULTS, FAIR -> length == Length.SHORT ? 10 : 20;
    };
  }

  /** Seconds at half the rate before all else: Java is not fast when it starts. */
  int warmUp() {
    return length == Length.LONG && act == Act.FAULTS ? 240 : 0;
  }

  /** How long WhatsApp pauses at most before it posts a webhook again; Meta goes up to hours. */
  int longestPauseMs() {
    return length == Length.LONG && act == Act.FAULTS ? 30_000 : 5000;
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
