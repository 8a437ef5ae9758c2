package io.wabridge.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A budget that is used up call by call. */
class TurnsTests {

  /** Two at once, then one every 100 ms. */
  private final Turns turns = Turns.of(2, 10, Duration.ofSeconds(1));

  @Test
  void whoComesWhenNothingIsLeftIsPromisedATurnInOrder() {
    assertThat(turns.take("a")).isNull();
    assertThat(turns.take("b")).isNull();

    var waits = new ArrayList<Duration>();
    for (var who : new String[] {"c", "d", "e"}) {
      waits.add(turns.take(who));
    }

    for (var i = 0; i < 3; i++) {
      assertThat(waits.get(i))
          .isBetween(Duration.ofMillis(100L * i + 40), Duration.ofMillis(100L * i + 110));
    }
  }

  @Test
  void aPromiseIsKeptAndTakenOnce() throws Exception {
    turns.take("a");
    turns.take("b");
    var wait = turns.take("c");
    assertThat(turns.take("c")).isLessThanOrEqualTo(wait);

    Thread.sleep(wait.plusMillis(5));

    assertThat(turns.take("d")).isNotNull(); // not before who was promised
    assertThat(turns.take("c")).isNull();
    assertThat(turns.take("c")).isNotNull();
  }

  @Test
  void whoMattersLessLeavesSomeToOthersAndIsPromisedNothing() {
    assertThat(turns.takeSpare(0.5)).isNull();

    assertThat(turns.takeSpare(0.5)).isBetween(Duration.ofMillis(40), Duration.ofMillis(110));

    assertThat(turns.take("a")).isNull();
  }

  @Test
  void whatWasNotUsedIsGivenBack() {
    turns.take("a");
    turns.take("b");
    turns.giveBack();

    assertThat(turns.take("c")).isNull();
  }

  @Test
  void nobodyIsPromisedATurnInTheFarFuture() {
    var slow = Turns.of(1, 1, Duration.ofMinutes(5));
    slow.take("a");

    assertThat(slow.take("b")).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(slow.promised("b")).isFalse();
  }
}
