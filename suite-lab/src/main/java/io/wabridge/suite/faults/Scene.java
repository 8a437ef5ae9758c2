package io.wabridge.suite.faults;

import java.util.List;
import java.util.Random;

/** Everything a fault can reach, and the chance that decides what it hits. */
record Scene(
    Place place,
    Wiring wiring,
    Fleet fleet,
    StoreControl stores,
    Broker broker,
    Judge judge,
    World world,
    Load load,
    Options options,
    String wanted,
    Random random) {

  Calls phones() {
    return new Calls(place.whatsapp(), null);
  }

  Calls desks() {
    return new Calls(place.desk(), null);
  }

  /** One of them, or one of those that were asked for by name. */
  <T> T any(List<T> of) {
    var fitting = of.stream().filter(one -> one.toString().contains(wanted)).toList();
    var choice = fitting.isEmpty() ? of : fitting;
    return choice.get(random.nextInt(choice.size()));
  }

  /** The same, but only targets whose name contains this are hit. */
  Scene wanting(String target) {
    return new Scene(
        place, wiring, fleet, stores, broker, judge, world, load, options, target, random);
  }

  /** How long a disturbance lasts: half a minute in a long run, some seconds in a quick one. */
  long lasting(long seconds) {
    return switch (options.length()) {
      case LONG -> seconds * 1000;
      case QUICK -> 8000 + random.nextInt(4000);
      case SHORT -> 5000 + random.nextInt(3000);
    };
  }
}
