package io.wabridge.connectors.channel.dialog360;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * 360dialog blocks the look-up of files of a number for 30 minutes after 20 errors within an hour
 * (d360 4). This stops the look-ups of the number before.
 */
final class Dialog360Circuit {

  /** Below 20, because a refused key is tried twice. */
  static final int MOST = 15;

  private static final Duration WITHIN = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, List<Instant>> errors = new ConcurrentHashMap<>();

  Dialog360Circuit(InstantSource clock) {
    this.clock = clock;
  }

  boolean open(String number) {
    var recent = errors.computeIfPresent(number, (_, all) -> recent(all));
    return recent != null && recent.size() >= MOST;
  }

  void failed(String number) {
    errors.compute(
        number,
        (_, before) -> {
          var recent = before == null ? null : recent(before);
          var all = recent == null ? new ArrayList<Instant>() : new ArrayList<>(recent);
          all.add(clock.instant());
          return all;
        });
  }

  private @Nullable List<Instant> recent(List<Instant> all) {
    var since = clock.instant().minus(WITHIN);
    var recent = all.stream().filter(at -> at.isAfter(since)).toList();
    return recent.isEmpty() ? null : recent;
  }
}
