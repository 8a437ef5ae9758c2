package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.DeskId;
import java.time.Duration;

/**
 * Which desks are unavailable, as the deliveries of all processes learned. A report holds for a
 * minute; without one, or without Redis, a desk is available. Every process asks for a desk, and
 * reports the same about it, once a second at most.
 */
public final class DeskAvailability {

  private static final Duration HOLDS_FOR = Duration.ofSeconds(60);
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);

  private final RedisCache redis;
  private final Cache<DeskId, Boolean> unavailable =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(CACHED_FOR).build();

  DeskAvailability(RedisCache redis) {
    this.redis = redis;
  }

  public boolean unavailable(DeskId desk) {
    return unavailable.get(desk, _ -> redis.get(key(desk)).isPresent());
  }

  /** Records what a delivery learned. */
  public void report(DeskId desk, boolean available) {
    var known = unavailable.getIfPresent(desk);
    if (known != null && known == !available) {
      return;
    }
    if (available) {
      redis.remove(key(desk));
    } else {
      redis.put(key(desk), "1", HOLDS_FOR);
    }
    unavailable.put(desk, !available);
  }

  private static String key(DeskId desk) {
    return "desk:" + desk + ":unavailable";
  }
}
