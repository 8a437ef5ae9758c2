package io.wabridge.kit.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What another service said, for as long as it is good. Then one asks anew, and the others go on
 * with what was known; when nobody answers, that one does, too. So a service that is slow or away
 * is not asked by everybody at once, and stops nothing that went on yesterday.
 */
final class Remembered<T> {

  private static final Logger log = LoggerFactory.getLogger(Remembered.class);

  /** How long a service that did not answer is left alone about this. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Duration good;
  private final Duration life;
  private final Class<? extends RuntimeException> away;
  private final Cache<String, Known<T>> known;
  private final Map<Question, CompletableFuture<Optional<T>>> asking = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  private record Question(String key, long change) {}

  private record Known<T>(T value, Instant learned, Instant until, long change) {

    boolean good(long now) {
      return change == now && Instant.now().isBefore(until);
    }
  }

  /**
   * Remembers.
   *
   * @param good how long it is used without asking
   * @param life how long it is used when asking fails
   * @param away how asking fails when there is no answer
   */
  Remembered(Duration good, Duration life, Class<? extends RuntimeException> away) {
    this.good = good;
    this.life = life;
    this.away = away;
    this.known = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(life).build();
  }

  Optional<T> get(String key, Supplier<Optional<T>> ask) {
    var change = changes.get();
    var last = known.getIfPresent(key);
    if (last != null && last.good(change)) {
      return Optional.of(last.value());
    }
    var mine = new CompletableFuture<Optional<T>>();
    var theirs = asking.putIfAbsent(new Question(key, change), mine);
    if (theirs != null) {
      return last != null && last.change() == change ? Optional.of(last.value()) : joined(theirs);
    }
    try {
      var found = asked(key, change, Optional.ofNullable(last), ask);
      mine.complete(found);
      return found;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      asking.remove(new Question(key, change), mine);
    }
  }

  private Optional<T> asked(
      String key, long change, Optional<Known<T>> last, Supplier<Optional<T>> ask) {
    try {
      var found = ask.get();
      found.ifPresentOrElse(value -> put(key, value, change), () -> known.invalidate(key));
      return found;
    } catch (RuntimeException e) {
      var old = last.filter(one -> one.learned().plus(life).isAfter(Instant.now()));
      if (!away.isInstance(e) || old.isEmpty()) {
        throw e;
      }
      log.atWarn().log("going on with what was known a while ago: {}", e.getMessage());
      var value = old.get().value();
      known.put(key, new Known<>(value, old.get().learned(), Instant.now().plus(PAUSE), change));
      return Optional.of(value);
    }
  }

  private static <T> Optional<T> joined(CompletableFuture<Optional<T>> theirs) {
    try {
      return theirs.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  void put(String key, T value) {
    put(key, value, changes.get());
  }

  private void put(String key, T value, long change) {
    var now = Instant.now();
    known.put(key, new Known<>(value, now, now.plus(good), change));
  }

  /** Something was changed: nothing is good without asking. */
  void changed() {
    changes.incrementAndGet();
  }
}
