package io.wabridge.kit.lane;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of a stage: up while it reads its lanes. */
final class LanesHealth implements HealthIndicator {

  private final ObjectProvider<LaneReader> readers;
  private final ObjectProvider<LaneReaderGroup> groups;

  LanesHealth(ObjectProvider<LaneReader> readers, ObjectProvider<LaneReaderGroup> groups) {
    this.readers = readers;
    this.groups = groups;
  }

  @Override
  public Health health() {
    var reading =
        readers.stream().allMatch(LaneReader::reading)
            && groups.stream()
                .flatMap(group -> group.readers().stream())
                .allMatch(LaneReader::reading);
    return (reading ? Health.up() : Health.down().withDetail("lanes", "not read")).build();
  }
}
