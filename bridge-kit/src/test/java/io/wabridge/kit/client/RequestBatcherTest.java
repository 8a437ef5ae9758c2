package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestBatcherTest {

  private static final Executor OWN_THREAD = task -> Thread.ofVirtual().start(task);

  private final BlockingQueue<List<Integer>> departures = new LinkedBlockingQueue<>();
  private final CountDownLatch firstMayReturn = new CountDownLatch(1);
  private final RequestBatcher<Integer, Integer> batcher =
      new RequestBatcher<>(this::doubled, one -> -1);

  private List<Integer> doubled(List<Integer> numbers) {
    departures.add(numbers);
    if (numbers.contains(1)) {
      try {
        assertThat(firstMayReturn.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return numbers.stream().map(number -> 2 * number).toList();
  }

  private CompletableFuture<Integer> ask(int number) {
    return CompletableFuture.supplyAsync(() -> batcher.request(number), OWN_THREAD);
  }

  private List<Integer> nextDeparture() throws InterruptedException {
    return departures.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void batchesRequestsThatArriveWhileABatchIsInFlight() throws Exception {
    var first = ask(1);
    assertThat(nextDeparture()).containsExactly(1);
    var others = IntStream.rangeClosed(2, 11).mapToObj(this::ask).toList();

    // they arrive within the time limit, or are batched a little later: never one by one
    for (var other = 0; other < others.size(); other++) {
      assertThat(others.get(other).get(10, TimeUnit.SECONDS)).isEqualTo(2 * (other + 2));
    }
    assertThat(departures).hasSizeLessThan(5);
    firstMayReturn.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void sendsFromTheCallersThreadWhenNoBatchIsInFlight() {
    var alone =
        new RequestBatcher<Integer, Thread>(
            _ -> List.of(Thread.currentThread()),
            _ -> {
              throw new AssertionError("no single call expected");
            });

    assertThat(alone.request(1)).isSameAs(Thread.currentThread());
  }

  @Test
  void waitsForAHangingBatchForALimitedTime() throws Exception {
    var first = ask(1);
    assertThat(nextDeparture()).containsExactly(1);

    assertThat(ask(2).get(5, TimeUnit.SECONDS)).isEqualTo(4);
    assertThat(ask(3).get(5, TimeUnit.SECONDS)).isEqualTo(6);

    assertThat(first).isNotDone();
    firstMayReturn.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(2);
  }
}
