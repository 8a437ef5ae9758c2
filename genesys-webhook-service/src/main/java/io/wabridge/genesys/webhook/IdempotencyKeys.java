package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.RedisCache;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Gives a request with a known key the id of the first one: the ledger registers an id once. The
 * body of an accepted request is remembered for a day in Redis, to refuse another one; while the
 * first request is in progress, the same one is refused, too. Without Redis only the id counts.
 */
@Component
class IdempotencyKeys {

  private static final Duration REMEMBERED = Duration.ofHours(24);

  /** Longer than any request takes; after a crash the key is free again. */
  private static final Duration IN_PROGRESS = Duration.ofMinutes(1);

  private static final String RUNNING = "running:";
  private static final String DONE = "done:";

  private final RedisCache redis;

  IdempotencyKeys(RedisCache redis) {
    this.redis = redis;
  }

  /**
   * The key of one request in progress.
   *
   * @param messageId the id that the request's message gets
   * @param repeated whether the same request was accepted before
   */
  record Claim(@Nullable String name, String request, String messageId, boolean repeated) {}

  /**
   * Reserves the key for this request; without a key, it gets a new id.
   *
   * @throws ApiProblem the key came with another request, or the same request is in progress
   */
  Claim claim(DeskId desk, @Nullable String key, String request) {
    if (key == null) {
      return new Claim(null, "", "api-" + Ids.next(), false);
    }
    var name = "idempotency:" + desk + ":" + hash(key);
    var messageId = ExternalId.ofKey(desk, key).value();
    var hash = hash(request);
    var own = RUNNING + Ids.next() + ":" + hash;
    var now =
        redis
            .putAllIfAbsent(Map.of(name, own), IN_PROGRESS)
            .map(values -> values.getOrDefault(name, own))
            .orElse(own);
    if (now.equals(own)) {
      return new Claim(name, hash, messageId, false);
    }
    if (!now.endsWith(":" + hash)) {
      throw new ApiProblem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "IDEMPOTENCY_KEY_REUSED",
          "This Idempotency-Key came with another request before.");
    }
    if (now.startsWith(RUNNING)) {
      throw ApiProblem.retryable(
          HttpStatus.CONFLICT,
          "IDEMPOTENCY_KEY_IN_PROGRESS",
          "The first request with this Idempotency-Key is still in progress.");
    }
    return new Claim(name, hash, messageId, true);
  }

  /** Remembers an accepted request; the key of a refused one is free again. */
  void end(Claim claim, boolean accepted) {
    if (claim.name() == null || claim.repeated()) {
      return;
    }
    if (accepted) {
      redis.put(claim.name(), DONE + claim.request(), REMEMBERED);
    } else {
      redis.remove(claim.name());
    }
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
