package io.wabridge.kit.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

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
