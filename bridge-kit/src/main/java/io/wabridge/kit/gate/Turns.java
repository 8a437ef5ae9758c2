package io.wabridge.kit.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A budget of calls that fills up again by and by. Who comes when it is used up is promised a turn
 * and told when: so everybody who waits comes back once, in the order in which they came.
 */
final class Turns {

  private static final Duration FARTHEST = Duration.ofMinutes(1);

  private final @Nullable Bucket bucket;
  private final long capacity;
  private final Cache<String, Long> promises =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(FARTHEST.multipliedBy(3)).build();

  private Turns(@Nullable Bucket bucket, long capacity) {
    this.bucket = bucket;
    this.capacity = capacity;
  }

  static Turns unlimited() {
    return new Turns(null, 1);
  }

  static Turns of(long burst, long calls, Duration period) {
    var bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(burst).refillGreedy(calls, period))
            .build();
    return new Turns(bucket, burst);
  }

  /** Null: it is your turn, which is used up now. Otherwise: when to come back. */
  synchronized @Nullable Duration take(String who) {
    if (bucket == null) {
      return null;
    }
    var promised = promises.getIfPresent(who);
    if (promised != null) {
      var left = promised - System.nanoTime();
      if (left > 0) {
        return Duration.ofNanos(left);
      }
      promises.invalidate(who);
      return null;
    }
    if (bucket.tryConsume(1)) {
      return null;
    }
    var wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    if (wait.compareTo(FARTHEST) > 0) {
      return FARTHEST.plusMillis(ThreadLocalRandom.current().nextLong(FARTHEST.toMillis()));
    }
    var nanos = bucket.consumeIgnoringRateLimits(1);
    promises.put(who, System.nanoTime() + nanos);
    return Duration.ofNanos(nanos);
  }

  /** The same for who must leave this share of the burst to others, and is promised nothing. */
  synchronized @Nullable Duration takeSpare(double share) {
    if (bucket == null) {
      return null;
    }
    var estimate = bucket.estimateAbilityToConsume(1 + (long) (capacity * share));
    return estimate.canBeConsumed() && bucket.tryConsume(1)
        ? null
        : Duration.ofNanos(Math.max(1, estimate.getNanosToWaitForRefill()));
  }

  /** A turn that was taken and not used. */
  synchronized void giveBack() {
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  boolean promised(String who) {
    return promises.getIfPresent(who) != null;
  }

  /** 1 is full; less than 0 when turns are promised. */
  double left() {
    return bucket == null ? 1 : (double) bucket.getAvailableTokens() / capacity;
  }
}
