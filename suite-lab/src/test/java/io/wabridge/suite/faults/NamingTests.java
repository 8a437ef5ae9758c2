package io.wabridge.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamingTests {

  @Test
  void usualPersonIsNamedByBothIds() {
    assertThat(ids(Naming.BOTH, 1, 5)).containsOnly("both");
  }

  @Test
  void changingPersonIsKnownFromTheFirstMessage() {
    assertThat(ids(Naming.CHANGING, 1, 4)).containsExactly("both", "both", "user", "number");
    assertThat(Naming.CHANGING.knownFrom()).isEqualTo(1);
  }

  @Test
  void personJoinedLaterIsNamedByOneIdAtATimeBefore() {
    assertThat(ids(Naming.JOINED_LATER, 1, 7))
        .containsExactly("number", "user", "number", "user", "both", "user", "number");
    assertThat(Naming.JOINED_LATER.knownFrom()).isEqualTo(5);
  }

  @Test
  void threeOfTenPersonsChange() {
    var naming = IntStream.range(0, 10).mapToObj(Naming::of).toList();
    assertThat(naming).filteredOn(one -> one == Naming.CHANGING).hasSize(2);
    assertThat(naming).filteredOn(one -> one == Naming.JOINED_LATER).hasSize(1);
  }

  private static List<String> ids(Naming naming, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(naming::ids).toList();
  }
}
