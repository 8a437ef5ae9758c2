package io.wabridge.kit.client;

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
 * Caches answers of another service. When an entry expires, one caller reloads it and the others
 * use the expired value; if the reload fails, it is used as well (stale-if-error). So a slow or
 * unavailable service is not overloaded, and existing conversations continue.
 */
final class StaleIfErrorCache<T> {

  private static final Logger log = LoggerFactory.getLogger(StaleIfErrorCache.class);

  /** After a failed load, the service is not called for this key for so long. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Duration freshFor;
  private final Duration staleFor;
  private final Class<? extends RuntimeException> unavailable;
  private final Cache<String, Entry<T>> entries;
  private final Map<LoadKey, CompletableFuture<Optional<T>>> loading = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();

  private record LoadKey(String key, long generation) {}

  private record Entry<T>(T value, Instant loadedAt, Instant freshUntil, long generation) {

    boolean isFresh(long now) {
      return generation == now && Instant.now().isBefore(freshUntil);
    }
  }

  /**
   * Remembers.
   *
   * @param freshFor how long an entry is used without a reload
   * @param staleFor how long an entry is used when a reload fails
   * @param unavailable the exception that means the service is unavailable
   */
  StaleIfErrorCache(
      Duration freshFor, Duration staleFor, Class<? extends RuntimeException> unavailable) {
    this.freshFor = freshFor;
    this.staleFor = staleFor;
    this.unavailable = unavailable;
    this.entries = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(staleFor).build();
  }

  Optional<T> get(String key, Supplier<Optional<T>> loader) {
    var loadGeneration = generation.get();
    var last = entries.getIfPresent(key);
    if (last != null && last.isFresh(loadGeneration)) {
      return Optional.of(last.value());
    }
    var mine = new CompletableFuture<Optional<T>>();
    var theirs = loading.putIfAbsent(new LoadKey(key, loadGeneration), mine);
    if (theirs != null) {
      return last != null && last.generation() == loadGeneration
          ? Optional.of(last.value())
          : await(theirs);
    }
    try {
      var found = load(key, loadGeneration, Optional.ofNullable(last), loader);
      mine.complete(found);
      return found;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      loading.remove(new LoadKey(key, loadGeneration), mine);
    }
  }

  private Optional<T> load(
      String key, long loadGeneration, Optional<Entry<T>> last, Supplier<Optional<T>> loader) {
    try {
      var found = loader.get();
      found.ifPresentOrElse(
          value -> put(key, value, loadGeneration), () -> entries.invalidate(key));
      return found;
    } catch (RuntimeException e) {
      var old = last.filter(one -> one.loadedAt().plus(staleFor).isAfter(Instant.now()));
      if (!unavailable.isInstance(e) || old.isEmpty()) {
        throw e;
      }
      log.atWarn().log("using an expired cache entry: {}", e.getMessage());
      var value = old.get().value();
      entries.put(
          key,
          new Entry<>(
              value, old.get().loadedAt(), Instant.now().plus(RETRY_AFTER), loadGeneration));
      return Optional.of(value);
    }
  }

  private static <T> Optional<T> await(CompletableFuture<Optional<T>> theirs) {
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
    put(key, value, generation.get());
  }

  private void put(String key, T value, long loadGeneration) {
    var now = Instant.now();
    entries.put(key, new Entry<>(value, now, now.plus(freshFor), loadGeneration));
  }

  /** Expires all entries after a change. */
  void invalidateAll() {
    generation.incrementAndGet();
  }
}
