package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** No more concurrent requests than configured; further ones wait for a limited time. */
class ConcurrencyLimitInterceptorTests {

  private static RestClient client(StandIn service, Duration maxWait) {
    return RestClient.builder()
        .baseUrl(service.url())
        .requestInterceptor(new ConcurrencyLimitInterceptor(2, maxWait))
        .build();
  }

  private static String call(RestClient client) {
    return client.get().uri("/x").retrieve().body(String.class);
  }

  @Test
  void furtherRequestsWaitForTheirTurn() throws Exception {
    var inProgress = new AtomicInteger();
    var highest = new AtomicInteger();
    try (var service =
            StandIn.answering(asked -> {
              highest.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
              Thread.sleep(20);
              inProgress.decrementAndGet();
              return Answer.ok("done");
            });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var client = client(service, Duration.ofSeconds(30));
      var calls = IntStream.range(0, 20).mapToObj(n -> threads.submit(() -> call(client))).toList();
      for (var call : calls) {
        assertThat(call.get()).isEqualTo("done");
      }
    }
    assertThat(highest).hasValue(2);
  }

  @Test
  void aRequestThatWaitedTooLongFailsAndTheNextOnesContinue() throws Exception {
    var answer = new CountDownLatch(1);
    var begun = new CountDownLatch(2);
    try (var service =
            StandIn.answering(asked -> {
              begun.countDown();
              answer.await(30, TimeUnit.SECONDS);
              return Answer.ok("done");
            });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var client = client(service, Duration.ofMillis(100));
      var first = threads.submit(() -> call(client));
      var second = threads.submit(() -> call(client));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      assertThatThrownBy(() -> call(client))
          .isInstanceOf(ResourceAccessException.class)
          .hasMessageContaining("too many requests");
      answer.countDown();
      assertThat(first.get()).isEqualTo("done");
      assertThat(second.get()).isEqualTo("done");
      assertThat(call(client)).isEqualTo("done");
    }
  }
}
