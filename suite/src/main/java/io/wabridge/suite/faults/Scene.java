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
    Options options,
    Random random) {

  Calls phones() {
    return new Calls(place.whatsapp(), null);
  }

  Calls desks() {
    return new Calls(place.desk(), null);
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
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
