package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches what another service answered. A fresh value is used without a request; an older one is
 * used while one thread in the background loads it again. While the service is unavailable the last
 * known value is used, so that a slow or failing service does not stop work that went on before; a
 * value that is asked for is loaded again in the background every second, because it may be from
 * before a change.
 */
final class StaleIfErrorCache<K, T> {

  private static final Logger log = LoggerFactory.getLogger(StaleIfErrorCache.class);

  /** A load holds the lock of its table bin: enough bins keep it from delaying other keys. */
  private static final int INITIAL_CAPACITY = 1_024;

  private static final int MAXIMUM_SIZE = 10_000;

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** A value; a stale one has the time in nanoseconds since which it is used. */
  private record Held<T>(T value, @Nullable Long staleSince) {}

  private final Function<K, Optional<T>> source;
  private final Class<? extends RuntimeException> unavailable;
  private final Caffeine<Object, Object> settings;
  private final Cache<K, T> lastKnown;
  private final Ticker ticker;
  private volatile LoadingCache<K, @Nullable Held<T>> current;

  /**
   * Creates an empty cache.
   *
   * @param freshFor how long a value is used without a request; a value that nothing asked for is
   *     loaded again before it is used after twice this time
   * @param staleFor how long a value is used while the service is unavailable
   * @param unavailable what the source throws when the service gave no answer
   * @param source asks the service; empty if it does not know the key, which is not cached
   */
  StaleIfErrorCache(
      Duration freshFor,
      Duration staleFor,
      Class<? extends RuntimeException> unavailable,
      Function<K, Optional<T>> source) {
    this(freshFor, staleFor, unavailable, source, Ticker.systemTicker());
  }

  StaleIfErrorCache(
      Duration freshFor,
      Duration staleFor,
      Class<? extends RuntimeException> unavailable,
      Function<K, Optional<T>> source,
      Ticker ticker) {
    this.source = source;
    this.ticker = ticker;
    this.unavailable = unavailable;
    this.settings =
        Caffeine.newBuilder()
            .initialCapacity(INITIAL_CAPACITY)
            .maximumSize(MAXIMUM_SIZE)
            .refreshAfterWrite(freshFor)
            .expireAfterWrite(freshFor.multipliedBy(2))
            .ticker(ticker)
            .executor(task -> Thread.ofVirtual().name("stale-if-error-cache").start(task));
    this.lastKnown =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_SIZE)
            .expireAfterWrite(staleFor)
            .ticker(ticker)
            .build();
    this.current = settings.build(new Loader());
  }

  Optional<T> get(K key) {
    var cache = current;
    var held = cache.get(key);
    if (held == null) {
      return Optional.empty();
    }
    if (held.staleSince() != null && ticker.read() - held.staleSince() >= RETRY.toNanos()) {
      cache.refresh(key);
    }
    return Optional.of(held.value());
  }

  void put(K key, T value) {
    lastKnown.put(key, value);
    current.put(key, new Held<>(value, null));
  }

  /**
   * Makes the next get of every key ask the service. Loads in progress end in the cache that is
   * replaced here: their values may be from before the change.
   */
  void invalidateAll() {
    current = settings.build(new Loader());
  }

  private final class Loader implements CacheLoader<K, @Nullable Held<T>> {

    @Override
    public @Nullable Held<T> load(K key) {
      var loadedFor = current;
      try {
        var found = source.apply(key).orElse(null);
        if (found == null) {
          lastKnown.invalidate(key);
        } else if (loadedFor == current) {
          lastKnown.put(key, found);
        }
        return found == null ? null : new Held<>(found, null);
      } catch (RuntimeException e) {
        var stale = unavailable.isInstance(e) ? lastKnown.getIfPresent(key) : null;
        if (stale == null) {
          throw e;
        }
        log.atWarn().log("using the last known value: {}", e.getMessage());
        return new Held<>(stale, ticker.read());
      }
    }

    /** An answer that refuses is no reason to keep the value: the next get asks and reports it. */
    @Override
    public @Nullable Held<T> reload(K key, Held<T> oldValue) {
      try {
        return load(key);
      } catch (RuntimeException e) {
        log.atDebug().log("dropped after a failed reload: {}", e.getMessage());
        return null;
      }
    }
  }
}
