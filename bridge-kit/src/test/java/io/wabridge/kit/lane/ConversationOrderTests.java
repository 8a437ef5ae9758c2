package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In order per key, concurrent otherwise. */
class ConversationOrderTests {

  private final ConversationOrder order = new ConversationOrder("test");
  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void keepsTheOrderOfAKeyUnderThousandsOfTasks() throws InterruptedException {
    for (var task = 0; task < 5000; task++) {
      var number = task;
      order.run("key", () -> done.add(number));
    }
    order.awaitIdle(Duration.ofSeconds(5).toNanos());

    assertThat(done).isEqualTo(IntStream.range(0, 5000).boxed().toList());
  }

  @Test
  void aWaitingTaskBlocksNoOtherKey() throws InterruptedException {
    var release = new CountDownLatch(1);
    order.run(
        "slow",
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    order.run("quick", () -> done.add(1));

    await().atMost(2, TimeUnit.SECONDS).until(() -> done.size() == 1);
    release.countDown();
    order.awaitIdle(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aTaskThatThrowsDoesNotStopTheNext() {
    order.run(
        "key",
        () -> {
          throw new IllegalStateException("a bug");
        });
    order.run("key", () -> done.add(1));

    await().atMost(2, TimeUnit.SECONDS).until(() -> done.size() == 1);
  }
}
