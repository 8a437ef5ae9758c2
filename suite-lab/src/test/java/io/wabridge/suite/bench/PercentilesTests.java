package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTests {

  @Test
  void percentilesOfAThousandValues() {
    var times = LongStream.rangeClosed(1, 1000).map(ms -> (1001 - ms) * 1_000_000).toArray();
    assertThat(Percentiles.of(times)).isEqualTo(new Percentiles(1000, 500, 990, 999, 1000));
  }

  @Test
  void percentilesOfOneValue() {
    assertThat(Percentiles.of(new long[] {2_500_000}))
        .isEqualTo(new Percentiles(1, 2.5, 2.5, 2.5, 2.5));
  }

  @Test
  void percentilesOfNoValuesAreZero() {
    assertThat(Percentiles.of(new long[0])).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
  }
}
