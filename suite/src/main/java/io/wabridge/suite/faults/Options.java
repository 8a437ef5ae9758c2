package io.wabridge.suite.faults;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param only the faults to choose from; empty means all
 * @param without the mechanism that is switched off, so that the run must go red
 */
record Options(
    Length length,
    double rate,
    long seed,
    int seconds,
    List<String> only,
    @Nullable String without) {

  /** How long faults last and how many have to take effect. */
  enum Length {
    SHORT,
    QUICK,
    LONG
  }

  static Options of(String... arguments) {
    var length = Length.LONG;
    var rate = 0.0;
    var minutes = 0.0;
    var seed = new SecureRandom().nextLong(1_000_000_000);
    List<String> only = List.of();
    String without = null;
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> length = Length.QUICK;
        case "--short" -> length = Length.SHORT;
        case "--minutes" -> minutes = Double.parseDouble(value(arguments, ++i));
        case "--rate" -> rate = Double.parseDouble(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--only" -> only = List.of(value(arguments, ++i).split(","));
        case "--without" -> without = value(arguments, ++i);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        length,
        rate > 0 ? rate : length == Length.LONG ? 50 : 25,
        seed,
        (int) (minutes > 0 ? minutes * 60 : usual(length)),
        only,
        without);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static int usual(Length length) {
    return switch (length) {
      case SHORT -> 55;
      case QUICK -> 150;
      case LONG -> 1800;
    };
  }

  int tenants() {
    return length == Length.LONG ? 20 : 8;
  }

  int talks() {
    return switch (length) {
      case SHORT -> 80;
      case QUICK -> 200;
      case LONG -> 2000;
    };
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
    return length == Length.SHORT ? 10 : 20;
  }

  /** Seconds between the end of one fault and the next. */
  int gap() {
    return switch (length) {
      case SHORT -> 1;
      case QUICK -> 3;
      case LONG -> 45;
    };
  }
}
