package io.wabridge.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The total bytes of all webhook bodies. */
class BodyBudgetTest {

  private static final int MB = 1024 * 1024;

  @Test
  void keepsAQuarterForSmallBodies() {
    var budget = new BodyBudget(4 * MB);

    assertThat(budget.take(3 * MB)).isTrue();
    assertThat(budget.take(BodyBudget.SMALL + 1)).isFalse();
    for (var small = 0; small < MB / BodyBudget.SMALL; small++) {
      assertThat(budget.take(BodyBudget.SMALL)).isTrue();
    }
    assertThat(budget.take(1)).isFalse();

    budget.give(3 * MB);
    assertThat(budget.take(2 * MB)).isTrue();
    assertThat(budget.taken()).isEqualTo(3 * MB);
  }

  @Test
  void isNeverExceededByConcurrentRequests() throws Exception {
    var budget = new BodyBudget(8 * MB);
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number = 0; number < 1000; number++) {
        threads.submit(() -> {
          for (var time = 0; time < 100; time++) {
            if (budget.take(MB)) {
              most.accumulateAndGet((int) budget.taken(), Math::max);
              Thread.yield();
              budget.give(MB);
            }
          }
        });
      }
    }

    assertThat(most.get()).isBetween(MB, 6 * MB);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void fitsTheLargestBody() {
    assertThat(new WebhookProperties(null).bytes()).isGreaterThanOrEqualTo(4 * MB);
    assertThat(new WebhookProperties(DataSize.ofMegabytes(4)).bytes()).isEqualTo(4 * MB);
    assertThatThrownBy(() -> new WebhookProperties(DataSize.ofMegabytes(3)))
        .hasMessageContaining("bridge.webhooks.body-budget");
  }
}
