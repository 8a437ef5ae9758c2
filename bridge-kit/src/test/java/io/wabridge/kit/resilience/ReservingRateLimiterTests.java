package io.wabridge.kit.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A rate limit with reservations. */
class ReservingRateLimiterTests {

  /** Two at once, then one every 100 ms. */
  private final ReservingRateLimiter limiter =
      ReservingRateLimiter.of(2, 10, Duration.ofSeconds(1));

  @Test
  void reservesTurnsInOrderWhenTheBudgetIsUsedUp() {
    assertThat(limiter.take("a")).isNull();
    assertThat(limiter.take("b")).isNull();

    var waits = new ArrayList<Duration>();
    for (var who : new String[] {"c", "d", "e"}) {
      waits.add(limiter.take(who));
    }

    for (var i = 0; i < 3; i++) {
      assertThat(waits.get(i))
          .isBetween(Duration.ofMillis(100L * i + 40), Duration.ofMillis(100L * i + 110));
    }
  }

  @Test
  void aReservationIsKeptAndUsedOnce() throws Exception {
    limiter.take("a");
    limiter.take("b");
    var wait = limiter.take("c");
    assertThat(limiter.take("c")).isLessThanOrEqualTo(wait);

    Thread.sleep(wait.plusMillis(5));

    assertThat(limiter.take("d")).isNotNull(); // not before the reserved turn
    assertThat(limiter.take("c")).isNull();
    assertThat(limiter.take("c")).isNotNull();
  }

  @Test
  void lowPriorityLeavesAShareAndGetsNoReservation() {
    assertThat(limiter.tryTakeKeeping(0.5)).isNull();

    assertThat(limiter.tryTakeKeeping(0.5))
        .isBetween(Duration.ofMillis(40), Duration.ofMillis(110));

    assertThat(limiter.take("a")).isNull();
  }

  @Test
  void returnsAnUnusedTurn() {
    limiter.take("a");
    limiter.take("b");
    limiter.refund();

    assertThat(limiter.take("c")).isNull();
  }

  @Test
  void limitsHowFarAheadTurnsAreReserved() {
    var slow = ReservingRateLimiter.of(1, 1, Duration.ofMinutes(5));
    slow.take("a");

    assertThat(slow.take("b")).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(slow.hasReservation("b")).isFalse();
  }
}
