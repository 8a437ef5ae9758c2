package io.wabridge.suite.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param perSecond load of an endurance run, both ways together
 * @param warm messages each way before anything counts; 0 means as many as a minute or two allow
 * @param only the parts to run; empty means the usual ones
 */
record Options(
    boolean quick,
    boolean growth,
    boolean profile,
    boolean statuses,
    double minutes,
    double perSecond,
    long seed,
    int tenants,
    int persons,
    int underWay,
    int warm,
    List<Part> only) {

  /** What can be asked for alone. */
  enum Part {
    IN,
    OUT,
    CLOCK,
    BATCH,
    RAW,
    PLAIN;

    static Part named(String name) {
      try {
        return valueOf(name.strip().toUpperCase(java.util.Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "there is no part \"" + name + "\"; there are in, out, clock, batch, raw, plain", e);
      }
    }
  }

  static Options of(String... arguments) {
    var quick = false;
    var growth = false;
    var profile = false;
    var statuses = true;
    var minutes = 0.0;
    var perSecond = 100.0;
    var seed = 20261125L;
    var tenants = 10;
    var persons = 1000;
    var underWay = 200;
    var warm = 0;
    List<Part> only = List.of();
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--growth" -> growth = true;
        case "--profile" -> profile = true;
        case "--processes" -> {} // ./bridge has seen to it
        case "--no-statuses" -> statuses = false;
        case "--minutes" -> minutes = Double.parseDouble(value(arguments, ++i));
        case "--per-second" -> perSecond = Double.parseDouble(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--tenants" -> tenants = Integer.parseInt(value(arguments, ++i));
        case "--persons" -> persons = Integer.parseInt(value(arguments, ++i));
        case "--under-way" -> underWay = Integer.parseInt(value(arguments, ++i));
        case "--warm-up" -> warm = Integer.parseInt(value(arguments, ++i));
        case "--only" ->
            only = Stream.of(value(arguments, ++i).split(",")).map(Part::named).toList();
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        quick, growth, profile, statuses, minutes, perSecond, seed, tenants, persons, underWay,
        warm, only);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  /**
   * Messages inbound before anything counts: the compilers need them. By their number and not by
   * the time, so that a slow machine's code is compiled to the same degree as a fast one's.
   */
  int warmUp() {
    if (warm > 0) {
      return warm;
    }
    return quick ? 8_000 : 40_000;
  }

  /** The same outbound, where every message is three webhooks. */
  int warmUpOut() {
    return warm > 0 ? warm : quick ? 2_500 : 20_000;
  }

  /** The same of the plain route. */
  int plainWarmUp() {
    return quick ? 20_000 : 100_000;
  }

  /** Seconds that a warm-up may take. */
  int warmUpSeconds() {
    if (warm > 0) {
      return 3_600;
    }
    return quick ? 90 : 300;
  }

  /** Seconds that count, of each phase. */
  int seconds() {
    return quick ? 10 : 45;
  }

  /** The same of each phase by the clock. */
  int secondsByTheClock() {
    return quick ? 5 : 45;
  }

  /** How many turns a saturated phase has; a profile is taken in one piece. */
  int rounds() {
    return profile ? 1 : quick ? 4 : 5;
  }

  /** How many tenants are taken in: growth wants more than talk otherwise. */
  int tenantsInAll() {
    return growth ? Math.max(tenants, 100) : tenants;
  }

  /** Growth and endurance take long enough alone. */
  boolean wants(Part part) {
    return only.isEmpty() ? !growth && minutes == 0 : only.contains(part);
  }
}
