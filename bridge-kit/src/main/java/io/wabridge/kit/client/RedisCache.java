package io.wabridge.kit.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.types.Expiration;

/**
 * Redis as a cache only. When it is empty or down, everything works, but slower. After a failure it
 * is not called for a few seconds, so that callers do not wait for its timeout.
 */
public final class RedisCache {

  private static final Logger log = LoggerFactory.getLogger(RedisCache.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final StringRedisTemplate redis;
  private volatile Instant pausedUntil = Instant.EPOCH;

  RedisCache(StringRedisTemplate redis) {
    this.redis = redis;
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(nullOnFailure(() -> redis.opsForValue().get(key)));
  }

  public void put(String key, String value, Duration ttl) {
    nullOnFailure(() -> {
      redis.opsForValue().set(key, value, ttl);
      return null;
    });
  }

  /** The values of these keys, null for an absent one; empty if Redis is unavailable. */
  public Optional<List<@Nullable String>> getAll(List<String> keys) {
    return Optional.ofNullable(nullOnFailure(() -> redis.opsForValue().multiGet(keys)));
  }

  /**
   * Stores the values of absent keys, and returns the values that all the keys have then, in one
   * round trip; empty if Redis is unavailable.
   */
  public Optional<Map<String, String>> putAllIfAbsent(Map<String, String> values, Duration ttl) {
    return Optional.ofNullable(
        nullOnFailure(() -> {
          var keys = List.copyOf(values.keySet());
          var answers =
              redis.executePipelined(
                  (RedisCallback<@Nullable Object>)
                      connection -> {
                        values.forEach((key, value) -> putIfAbsent(connection, key, value, ttl));
                        return null;
                      });
          var now = new HashMap<String, String>();
          for (var i = 0; i < keys.size(); i++) {
            if (answers.get(2 * i + 1) instanceof String value) {
              now.put(keys.get(i), value);
            }
          }
          return now;
        }));
  }

  private static void putIfAbsent(
      RedisConnection connection, String key, String value, Duration ttl) {
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    connection
        .stringCommands()
        .set(
            bytes,
            value.getBytes(StandardCharsets.UTF_8),
            Expiration.from(ttl),
            SetOption.ifAbsent());
    connection.stringCommands().get(bytes);
  }

  public Optional<String> getField(String key, String field) {
    return Optional.ofNullable(nullOnFailure(() -> (String) redis.opsForHash().get(key, field)));
  }

  public void putField(String key, String field, String value, Duration ttl) {
    nullOnFailure(() -> {
      redis.opsForHash().put(key, field, value);
      return redis.expire(key, ttl);
    });
  }

  public void removeField(String key, String field) {
    nullOnFailure(() -> redis.opsForHash().delete(key, field));
  }

  public void remove(String... keys) {
    nullOnFailure(() -> redis.delete(List.of(keys)));
  }

  private <T> @Nullable T nullOnFailure(Supplier<@Nullable T> call) {
    if (Instant.now().isBefore(pausedUntil)) {
      return null;
    }
    try {
      return call.get();
    } catch (RuntimeException e) {
      pausedUntil = Instant.now().plus(PAUSE);
      log.atWarn().log("Redis is unavailable; continuing without it: {}", e.getMessage());
      return null;
    }
  }
}
