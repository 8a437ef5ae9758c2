package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTests {

  @Test
  void growthComparesTheLowestValuesOfSixParts() {
    var samples = List.of(90.0, 20.0, 80.0, 40.0, 44.0, 90.0, 60.0, 42.0, 70.0, 41.0, 50.0, 88.0);
    var least = Soak.least(samples);
    assertThat(least).containsExactly(20.0, 40.0, 44.0, 42.0, 41.0, 50.0);
    assertThat(new Soak.Memory(least, List.of()).growth()).isEqualTo(0.25, within(0.001));
  }

  @Test
  void reportsNoGrowthForTooFewSamples() {
    assertThat(new Soak.Memory(Soak.least(List.of(10.0, 20.0)), List.of()).growth()).isZero();
  }
}
