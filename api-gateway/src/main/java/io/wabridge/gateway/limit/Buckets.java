package io.wabridge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** A token bucket for each key, kept by this process only. */
final class Buckets {

  private final Bandwidth limit;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(100_000)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  /**
   * @param size the tokens of a full bucket
   * @param refill the tokens that are added in this time
   */
  Buckets(long size, long refill, Duration in) {
    this.limit = Bandwidth.builder().capacity(size).refillGreedy(refill, in).build();
  }

  /** Takes a token; false if there is none. */
  boolean take(String key) {
    return buckets.get(key, _ -> Bucket.builder().addLimit(limit).build()).tryConsume(1);
  }

  boolean isEmpty(String key) {
    var bucket = buckets.getIfPresent(key);
    return bucket != null && bucket.getAvailableTokens() == 0;
  }
}
