package io.wabridge.kit.lane;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A stage is up when it reads its lanes. */
final class LanesHealth implements HealthIndicator {

  private final ObjectProvider<LaneReader> readers;

  LanesHealth(ObjectProvider<LaneReader> readers) {
    this.readers = readers;
  }

  @Override
  public Health health() {
    var reading = readers.stream().allMatch(LaneReader::reading);
    return (reading ? Health.up() : Health.down().withDetail("lanes", "not read")).build();
  }
}
