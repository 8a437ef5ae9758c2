package io.wabridge.suite.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * The options of the command line.
 *
 * @param perSecond rate of an endurance run, both directions combined
 * @param warm warm-up messages in each direction; 0 means as many as fit into one or two minutes
 * @param only the parts to run; empty means the default ones
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
    int inFlight,
    int warm,
    List<Part> only) {

  /** Parts that can be selected with {@code --only}. */
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
    var inFlight = 200;
    var warm = 0;
    List<Part> only = List.of();
    for (var i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--growth" -> growth = true;
        case "--profile" -> profile = true;
        case "--processes" -> {} // handled by ./bridge
        case "--no-statuses" -> statuses = false;
        case "--minutes" -> minutes = Double.parseDouble(value(arguments, ++i));
        case "--per-second" -> perSecond = Double.parseDouble(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--tenants" -> tenants = Integer.parseInt(value(arguments, ++i));
        case "--persons" -> persons = Integer.parseInt(value(arguments, ++i));
        case "--in-flight" -> inFlight = Integer.parseInt(value(arguments, ++i));
        case "--warm-up" -> warm = Integer.parseInt(value(arguments, ++i));
        case "--only" ->
            only = Stream.of(value(arguments, ++i).split(",")).map(Part::named).toList();
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        quick, growth, profile, statuses, minutes, perSecond, seed, tenants, persons, inFlight,
        warm, only);
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  /**
   * The number of inbound warm-up messages. A number instead of a duration, so that a slow
   * machine's code is compiled to the same degree as a fast one's.
   */
  int warmUp() {
    if (warm > 0) {
      return warm;
    }
    return quick ? 8_000 : 40_000;
  }

  /** The same outbound, where every message causes three webhooks. */
  int warmUpOut() {
    return warm > 0 ? warm : quick ? 2_500 : 20_000;
  }

  /** The same for the plain route. */
  int plainWarmUp() {
    return quick ? 20_000 : 100_000;
  }

  /** The maximum seconds of a warm-up. */
  int warmUpSeconds() {
    if (warm > 0) {
      return 3_600;
    }
    return quick ? 90 : 300;
  }

  /** The measured seconds of each saturated turn. */
  int seconds() {
    return quick ? 10 : 45;
  }

  /** The same for each turn at a fixed rate. */
  int fixedRateSeconds() {
    return quick ? 5 : 45;
  }

  /** The number of turns of a saturated phase; one if it is profiled. */
  int rounds() {
    return profile ? 1 : quick ? 4 : 5;
  }

  /** The number of tenants to create; the growth phases need more. */
  int totalTenants() {
    return growth ? Math.max(tenants, 100) : tenants;
  }

  /** Whether this part runs; growth and endurance runs skip all that are not selected. */
  boolean wants(Part part) {
    return only.isEmpty() ? !growth && minutes == 0 : only.contains(part);
  }
}
