package io.wabridge.suite.faults;

import java.util.List;
import java.util.Random;

/** Everything a fault needs, and the random generator that chooses its targets. */
record FaultContext(
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

  /** The stand-ins of all kinds of desks that tenants have. */
  List<DeskStandIn> desks() {
    return world.desks();
  }

  /** A random element, of those that match the wanted name if there are any. */
  <T> T pick(List<T> of) {
    var fitting = of.stream().filter(one -> one.toString().contains(wanted)).toList();
    var choice = fitting.isEmpty() ? of : fitting;
    return choice.get(random.nextInt(choice.size()));
  }

  /** The same, limited to targets whose name contains this text. */
  FaultContext limitedTo(String target) {
    return new FaultContext(
        place, wiring, fleet, stores, broker, judge, world, load, options, target, random);
  }

  /** The same with fewer tenants and persons, and a random generator of its own. */
  FaultContext within(World limited, Random own) {
    return new FaultContext(
        place, wiring, fleet, stores, broker, judge, limited, load, options, wanted, own);
  }

  /**
   * The duration of a fault in milliseconds: as given in a long run, some seconds in a shorter one.
   */
  long duration(long seconds) {
    return switch (options.length()) {
      case LONG -> seconds * 1000;
      case QUICK -> 8000 + random.nextInt(4000);
      case SHORT -> 5000 + random.nextInt(3000);
    };
  }
}
