package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket of calls. When it is empty, a caller gets a reservation and its time: so every
 * waiting caller retries once, in the order of arrival.
 */
final class ReservingRateLimiter {

  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private final @Nullable Bucket bucket;
  private final long capacity;
  private final Cache<String, Long> reservations =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(MAX_WAIT.multipliedBy(3)).build();

  private ReservingRateLimiter(@Nullable Bucket bucket, long capacity) {
    this.bucket = bucket;
    this.capacity = capacity;
  }

  static ReservingRateLimiter unlimited() {
    return new ReservingRateLimiter(null, 1);
  }

  static ReservingRateLimiter of(long burst, long calls, Duration period) {
    var bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(burst).refillGreedy(calls, period))
            .build();
    return new ReservingRateLimiter(bucket, burst);
  }

  /**
   * Null: the call may be made, and its turn is used. Otherwise: the delay until the reserved turn.
   */
  synchronized @Nullable Duration take(String key) {
    if (bucket == null) {
      return null;
    }
    var reservedAt = reservations.getIfPresent(key);
    if (reservedAt != null) {
      var left = reservedAt - System.nanoTime();
      if (left > 0) {
        return Duration.ofNanos(left);
      }
      reservations.invalidate(key);
      return null;
    }
    if (bucket.tryConsume(1)) {
      return null;
    }
    var wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    if (wait.compareTo(MAX_WAIT) > 0) {
      return MAX_WAIT.plusMillis(ThreadLocalRandom.current().nextLong(MAX_WAIT.toMillis()));
    }
    var nanos = bucket.consumeIgnoringRateLimits(1);
    reservations.put(key, System.nanoTime() + nanos);
    return Duration.ofNanos(nanos);
  }

  /**
   * The same for callers that must leave this share of the burst to others, and get no reservation.
   */
  synchronized @Nullable Duration tryTakeKeeping(double share) {
    if (bucket == null) {
      return null;
    }
    var estimate = bucket.estimateAbilityToConsume(1 + (long) (capacity * share));
    return estimate.canBeConsumed() && bucket.tryConsume(1)
        ? null
        : Duration.ofNanos(Math.max(1, estimate.getNanosToWaitForRefill()));
  }

  /** Returns a turn that was taken and not used. */
  synchronized void refund() {
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  boolean hasReservation(String key) {
    return reservations.getIfPresent(key) != null;
  }

  /** 1 is full; less than 0 while turns are reserved. */
  double remainingShare() {
    return bucket == null ? 1 : (double) bucket.getAvailableTokens() / capacity;
  }
}
