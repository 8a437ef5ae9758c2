package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Removes from Redis the mappings and lanes of a person: keys or values that contain an id. */
@Component
class CachedTraces {

  private static final int AT_ONCE = 500;

  private final StringRedisTemplate redis;

  CachedTraces(StringRedisTemplate redis) {
    this.redis = redis;
  }

  /** How many keys were removed. Throws if Redis is unavailable. */
  long remove(TenantId tenant, Mentions mentions) {
    return removeFrom("mapping:*:" + tenant + ":*", mentions) + removeFrom("lane:*", mentions);
  }

  private long removeFrom(String pattern, Mentions mentions) {
    var removed = 0L;
    var some = new ArrayList<String>();
    try (var keys = redis.scan(ScanOptions.scanOptions().match(pattern).count(AT_ONCE).build())) {
      while (keys.hasNext()) {
        some.add(keys.next());
        if (some.size() == AT_ONCE) {
          removed += removeOf(some, mentions);
          some.clear();
        }
      }
    }
    return removed + removeOf(some, mentions);
  }

  private long removeOf(List<String> keys, Mentions mentions) {
    if (keys.isEmpty()) {
      return 0;
    }
    var values = redis.opsForValue().multiGet(keys);
    var traces = new ArrayList<String>();
    for (var i = 0; i < keys.size(); i++) {
      var value = values == null ? null : values.get(i);
      if (mentions.inKey(keys.get(i)) || value != null && mentions.inKey(value)) {
        traces.add(keys.get(i));
      }
    }
    var removed = traces.isEmpty() ? Long.valueOf(0) : redis.delete(traces);
    return removed == null ? 0 : removed;
  }
}
