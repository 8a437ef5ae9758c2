package io.wabridge.auth;

import io.wabridge.kit.client.RedisCache;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tokens in Redis, one hash per tenant with a field per desk or channel, so that all processes have
 * the same, and in this process, so that Redis may be down. In Redis each is encrypted for its hash
 * and field, and so for its tenant; one that was moved, or that another key encrypted, counts as
 * absent.
 */
@Component
class TokenCache {

  /** A token and its expiry. */
  record Held(Secret token, Instant until) {

    boolean fresh() {
      return Instant.now().isBefore(until);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(TokenCache.class);

  private final RedisCache redis;
  private final FieldEncryption encryption;
  private final Map<String, Held> here = new ConcurrentHashMap<>();

  TokenCache(RedisCache redis, FieldEncryption encryption) {
    this.redis = redis;
    this.encryption = encryption;
  }

  Optional<Secret> get(String key, String owner) {
    return redis
        .getField(key, field(owner))
        .flatMap(stored -> read(key, owner, stored))
        .or(() -> Optional.ofNullable(here.get(key + owner)))
        .filter(Held::fresh)
        .map(Held::token);
  }

  void put(String key, String owner, Secret token, Duration life) {
    var held = new Held(token, Instant.now().plus(life));
    here.put(key + owner, held);
    redis.putField(key, field(owner), write(key, owner, held), life);
    redis.removeField(key, owner);
  }

  void drop(String key, String owner) {
    here.remove(key + owner);
    redis.removeField(key, field(owner));
  }

  /** Versions before this one kept plain tokens in the field that is named as the owner. */
  private static String field(String owner) {
    return owner + ":encrypted";
  }

  private String write(String key, String owner, Held held) {
    return Base64.getEncoder()
        .encodeToString(
            encryption.encrypt(
                held.until().toEpochMilli() + " " + held.token().reveal(),
                associatedData(key, owner)));
  }

  private Optional<Held> read(String key, String owner, String stored) {
    try {
      var text = encryption.decrypt(Base64.getDecoder().decode(stored), associatedData(key, owner));
      var space = text.indexOf(' ');
      return Optional.of(
          new Held(
              Secret.of(text.substring(space + 1)),
              Instant.ofEpochMilli(Long.parseLong(text.substring(0, space)))));
    } catch (IllegalArgumentException | IllegalStateException e) {
      log.atWarn()
          .addKeyValue("key", key)
          .addKeyValue("owner", owner)
          .log("a token in Redis cannot be decrypted; it is fetched again");
      return Optional.empty();
    }
  }

  private static String associatedData(String key, String owner) {
    return "redis|" + key + "|" + owner;
  }
}
