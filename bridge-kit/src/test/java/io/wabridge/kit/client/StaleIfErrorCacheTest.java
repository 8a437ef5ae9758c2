package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Fresh values cost no request, old ones are reloaded by one caller, stale ones bridge outages. */
class StaleIfErrorCacheTest {

  private static final Duration FRESH_FOR = Duration.ofMinutes(1);
  private static final Duration STALE_FOR = Duration.ofHours(1);
  private static final Duration NO_LONGER_FRESH = Duration.ofSeconds(61);

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private volatile Supplier<Optional<String>> service = () -> Optional.of("a");

  private final StaleIfErrorCache<String, String> cache =
      new StaleIfErrorCache<>(
          FRESH_FOR, STALE_FOR, IllegalStateException.class, _ -> request(), nanos::get);

  private Optional<String> request() {
    requests.incrementAndGet();
    return service.get();
  }

  private void answers(String value) {
    service = () -> Optional.of(value);
  }

  private void fails(RuntimeException failure) {
    service =
        () -> {
          throw failure;
        };
  }

  private void isUnavailable() {
    fails(new IllegalStateException("unavailable"));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void awaitRequests(int expected) {
    await().atMost(5, TimeUnit.SECONDS).until(() -> requests.get() == expected);
  }

  @Test
  void aFreshValueCostsNoRequest() {
    assertThat(cache.get("k")).contains("a");
    answers("b");
    pass(Duration.ofSeconds(59));

    assertThat(cache.get("k")).contains("a");
    assertThat(requests).hasValue(1);
  }

  @Test
  void aValueThatIsNoLongerFreshIsReloadedInTheBackground() {
    cache.get("k");
    answers("b");
    pass(NO_LONGER_FRESH);

    await().atMost(5, TimeUnit.SECONDS).until(() -> cache.get("k").equals(Optional.of("b")));
    assertThat(requests).hasValue(2);
  }

  @Test
  void aValueThatWasNotUsedForLongIsLoadedBeforeItIsUsed() {
    cache.get("k");
    answers("b");
    pass(FRESH_FOR.multipliedBy(2));

    assertThat(cache.get("k")).contains("b");
  }

  @Test
  void invalidatedValuesAreLoadedBeforeTheyAreUsed() {
    cache.get("k");
    cache.invalidateAll();
    answers("b");

    assertThat(cache.get("k")).contains("b");
    answers("c");
    assertThat(cache.get("k")).contains("b");
  }

  @Test
  void aStaleValueIsUsedWhileTheServiceIsUnavailableWithoutARequestEachTime() {
    cache.get("k");
    isUnavailable();
    pass(NO_LONGER_FRESH);
    assertThat(cache.get("k")).contains("a");
    awaitRequests(2);
    for (var i = 0; i < 50; i++) {
      assertThat(cache.get("k")).contains("a");
    }
    pass(Duration.ofMinutes(10));
    assertThat(cache.get("k")).contains("a");
    assertThat(requests).hasValueLessThan(5);

    cache.invalidateAll();
    assertThat(cache.get("k")).as("the last known value survives an invalidation").contains("a");
    cache.invalidateAll();
    answers("b");
    assertThat(cache.get("k")).contains("b");
  }

  @Test
  void aFailedReloadDoesNotProlongAStaleValue() {
    cache.get("k");
    isUnavailable();
    for (var minutes = 2; minutes < 60; minutes += 2) {
      pass(Duration.ofMinutes(2));
      assertThat(cache.get("k")).as(minutes + " minutes").contains("a");
    }
    pass(Duration.ofMinutes(2));

    assertThatThrownBy(() -> cache.get("k")).hasMessage("unavailable");
  }

  @Test
  void anotherFailureIsReported() {
    cache.get("k");
    fails(new IllegalArgumentException("refused"));
    pass(FRESH_FOR.multipliedBy(2));

    assertThatThrownBy(() -> cache.get("k")).hasMessage("refused");
  }

  @Test
  void anotherFailureOfAReloadIsReportedByTheNextGet() {
    cache.get("k");
    fails(new IllegalArgumentException("refused"));
    pass(NO_LONGER_FRESH);

    await()
        .atMost(5, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThatThrownBy(() -> cache.get("k")).hasMessage("refused"));
  }

  @Test
  void anAbsentValueIsNotCachedAndRemovesTheLastKnownOne() {
    cache.get("k");
    service = Optional::empty;
    pass(FRESH_FOR.multipliedBy(2));
    assertThat(cache.get("k")).isEmpty();
    assertThat(cache.get("k")).isEmpty();
    assertThat(requests).hasValue(3);

    isUnavailable();
    assertThatThrownBy(() -> cache.get("k")).hasMessage("unavailable");
    answers("b");
    assertThat(cache.get("k")).contains("b");
  }

  @Test
  void aValueThatIsPutIsFreshAndKnown() {
    cache.put("k", "renewed");
    isUnavailable();
    assertThat(cache.get("k")).contains("renewed");
    assertThat(requests).hasValue(0);
    cache.invalidateAll();
    assertThat(cache.get("k")).contains("renewed");
  }

  @Test
  void concurrentLoadsOfOneKeyAreOneRequest() throws Exception {
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    service =
        () -> {
          begun.countDown();
          awaited(answer);
          return Optional.of("a");
        };
    var results = new ArrayList<Future<Optional<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      results.add(threads.submit(() -> cache.get("k")));
      awaited(begun);
      for (var i = 0; i < 50; i++) {
        results.add(threads.submit(() -> cache.get("k")));
      }
      Thread.sleep(50);
      answer.countDown();
    }

    for (var result : results) {
      assertThat(result.get()).contains("a");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void callersDuringAReloadGetTheOldValueAndMakeNoRequest() {
    cache.get("k");
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    service =
        () -> {
          begun.countDown();
          awaited(answer);
          return Optional.of("new");
        };
    pass(NO_LONGER_FRESH);

    assertThat(cache.get("k")).contains("a");
    awaited(begun);
    for (var i = 0; i < 50; i++) {
      assertThat(cache.get("k")).contains("a");
    }
    assertThat(requests).hasValue(2);

    answer.countDown();
    await().atMost(5, TimeUnit.SECONDS).until(() -> cache.get("k").equals(Optional.of("new")));
    assertThat(requests).hasValue(2);
  }

  @Test
  void aLoadInProgressDuringAnInvalidationIsNotCached() {
    service =
        () -> {
          cache.invalidateAll();
          return Optional.of("before");
        };
    cache.get("k");
    isUnavailable();

    assertThatThrownBy(() -> cache.get("k"))
        .as("neither as a fresh nor as a last known value")
        .hasMessage("unavailable");
    answers("after");
    assertThat(cache.get("k")).contains("after");
  }

  @Test
  void aReloadInProgressDuringAnInvalidationIsNotCached() {
    cache.get("k");
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    service =
        () -> {
          begun.countDown();
          awaited(answer);
          ended.countDown();
          return Optional.of("before");
        };
    pass(NO_LONGER_FRESH);
    cache.get("k");
    awaited(begun);

    cache.invalidateAll();
    answers("after");
    assertThat(cache.get("k")).contains("after");
    answer.countDown();
    awaited(ended);
    await()
        .during(Duration.ofMillis(100))
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> cache.get("k").equals(Optional.of("after")));
    isUnavailable();
    cache.invalidateAll();
    assertThat(cache.get("k")).contains("after");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The last known value may be from before the change that was announced. */
  @Test
  void anOldValueIsReplacedSoonAfterTheServiceAnswersAgain() {
    cache.get("key");
    isUnavailable();
    cache.invalidateAll();
    assertThat(cache.get("key")).contains("a");

    answers("b");
    pass(Duration.ofSeconds(1));
    cache.get("key");

    await().atMost(5, TimeUnit.SECONDS).until(() -> cache.get("key").equals(Optional.of("b")));
    assertThat(requests).hasValue(3);
  }
}
