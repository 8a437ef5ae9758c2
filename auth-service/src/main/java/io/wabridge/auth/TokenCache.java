package io.wabridge.auth;

import io.wabridge.kit.client.RedisCache;
import io.wabridge.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tokens in Redis, one hash per tenant with a field per desk or channel, so that all processes have
 * the same, and in this process, so that Redis may be down.
 */
@Component
class TokenCache {

  /** A token and its expiry. */
  record Held(Secret token, Instant until) {

    boolean fresh() {
      return Instant.now().isBefore(until);
    }
  }

  private final RedisCache redis;
  private final Map<String, Held> here = new ConcurrentHashMap<>();

  TokenCache(RedisCache redis) {
    this.redis = redis;
  }

  Optional<Secret> get(String key, String owner) {
    return redis
        .getField(key, owner)
        .map(TokenCache::read)
        .or(() -> Optional.ofNullable(here.get(key + owner)))
        .filter(Held::fresh)
        .map(Held::token);
  }

  void put(String key, String owner, Secret token, Duration life) {
    var held = new Held(token, Instant.now().plus(life));
    here.put(key + owner, held);
    redis.putField(key, owner, held.until().toEpochMilli() + " " + token.reveal(), life);
  }

  void drop(String key, String owner) {
    here.remove(key + owner);
    redis.removeField(key, owner);
  }

  private static Held read(String stored) {
    var space = stored.indexOf(' ');
    return new Held(
        Secret.of(stored.substring(space + 1)),
        Instant.ofEpochMilli(Long.parseLong(stored.substring(0, space))));
  }
}
