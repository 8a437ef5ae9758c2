package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StaleIfErrorCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicInteger asked = new AtomicInteger();

  private static StaleIfErrorCache<String> remembered(Duration good, Duration life) {
    return new StaleIfErrorCache<>(good, life, IllegalStateException.class);
  }

  private Supplier<Optional<String>> says(String answer) {
    return () -> {
      asked.incrementAndGet();
      return Optional.of(answer);
    };
  }

  private Supplier<Optional<String>> isAway() {
    return () -> {
      asked.incrementAndGet();
      throw new IllegalStateException("away");
    };
  }

  @Test
  void doesNotReloadAFreshEntry() {
    var remembered = remembered(HOUR, HOUR);

    assertThat(remembered.get("k", says("a"))).contains("a");
    assertThat(remembered.get("k", says("b"))).contains("a");
    assertThat(asked).hasValue(1);
  }

  @Test
  void reloadsAfterAnInvalidation() {
    var remembered = remembered(HOUR, HOUR);
    remembered.get("k", says("a"));
    remembered.invalidateAll();

    assertThat(remembered.get("k", says("b"))).contains("b");
    assertThat(remembered.get("k", says("c"))).contains("b");
  }

  @Test
  void usesAnExpiredEntryOnlyDuringAnOutage() {
    var remembered = remembered(Duration.ZERO, HOUR);
    remembered.get("k", says("a"));

    assertThat(remembered.get("k", isAway())).contains("a");
    assertThat(remembered.get("k", isAway())).contains("a");
    assertThat(asked).as("not called for a while").hasValue(2);
    remembered.invalidateAll();
    assertThat(remembered.get("k", says("b"))).contains("b");
  }

  @Test
  void doesNotUseAnEntryBeyondItsStaleTime() {
    var remembered = remembered(Duration.ZERO, Duration.ZERO);
    remembered.get("k", says("a"));

    assertThatThrownBy(() -> remembered.get("k", isAway())).hasMessage("away");
  }

  @Test
  void throwsErrorsThatAreNotAnOutage() {
    var remembered = remembered(Duration.ZERO, HOUR);
    remembered.get("k", says("a"));

    assertThatThrownBy(() ->
            remembered.get(
                "k",
                () -> {
                  throw new IllegalArgumentException("refused");
                }))
        .hasMessage("refused");
  }

  @Test
  void removesAnEntryThatNoLongerExists() {
    var remembered = remembered(Duration.ZERO, HOUR);
    remembered.get("k", says("a"));

    assertThat(remembered.get("k", Optional::empty)).isEmpty();
    assertThatThrownBy(() -> remembered.get("k", isAway())).hasMessage("away");
  }

  @Test
  void loadsAKeyOnceForConcurrentCallers() throws Exception {
    var remembered = remembered(HOUR, HOUR);
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Supplier<Optional<String>> slow =
        () -> {
          asked.incrementAndGet();
          begun.countDown();
          awaited(answer);
          return Optional.of("a");
        };
    var got = new ArrayList<Future<Optional<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      got.add(threads.submit(() -> remembered.get("k", slow)));
      awaited(begun);
      for (var i = 0; i < 50; i++) {
        got.add(threads.submit(() -> remembered.get("k", slow)));
      }
      Thread.sleep(50);
      answer.countDown();
    }

    for (var one : got) {
      assertThat(one.get()).contains("a");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void usesTheExpiredEntryDuringAReload() throws Exception {
    var remembered = remembered(Duration.ZERO, HOUR);
    remembered.get("k", says("old"));
    var begun = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(() ->
              remembered.get(
                  "k",
                  () -> {
                    begun.countDown();
                    awaited(answer);
                    return Optional.of("new");
                  }));
      awaited(begun);

      assertThat(remembered.get("k", says("never asked"))).contains("old");

      answer.countDown();
      assertThat(first.get()).contains("new");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void doesNotUseAnAnswerLoadedBeforeAnInvalidation() {
    var remembered = remembered(HOUR, HOUR);
    remembered.get(
        "k",
        () -> {
          remembered.invalidateAll();
          return Optional.of("before");
        });

    assertThat(remembered.get("k", says("after"))).contains("after");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
