package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.RedisCache;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a request with a known key the id of the first one: the ledger registers an id once. The
 * body of the first request is remembered for a day in Redis, to refuse another one.
 */
@Component
class IdempotencyKeys {

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final RedisCache redis;

  IdempotencyKeys(RedisCache redis) {
    this.redis = redis;
  }

  /** The id of a message; without a key, a new one. */
  String messageId(DeskId desk, @Nullable String key) {
    return key == null ? "api-" + Ids.next() : "api-" + hash(desk + "|" + key).substring(0, 40);
  }

  /** Whether the key came with another request before. */
  boolean taken(DeskId desk, @Nullable String key, String request) {
    if (key == null) {
      return false;
    }
    var name = "idempotency:" + desk + ":" + hash(key);
    var now = hash(request);
    var before = redis.get(name);
    if (before.isEmpty()) {
      redis.put(name, now, REMEMBERED);
    }
    return before.filter(known -> !known.equals(now)).isPresent();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
