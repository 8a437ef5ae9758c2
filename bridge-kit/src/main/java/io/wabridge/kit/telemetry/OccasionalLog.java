package io.wabridge.kit.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Logs what any caller can cause as often as it likes: once a minute for each subject, with the
 * number of times.
 */
public final class OccasionalLog {

  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private static final class Subject {
    private final AtomicLong times = new AtomicLong();
    private final AtomicLong next;

    Subject(long now) {
      this.next = new AtomicLong(now);
    }
  }

  private final LongSupplier nanoTime;
  private final Cache<String, Subject> subjects =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();

  public OccasionalLog() {
    this(System::nanoTime);
  }

  OccasionalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Counts, and logs if it is time.
   *
   * @param line writes the line; it gets the times since the last one
   */
  public void count(String subject, LongConsumer line) {
    var now = nanoTime.getAsLong();
    var counted = subjects.get(subject, _ -> new Subject(now));
    counted.times.incrementAndGet();
    var next = counted.next.get();
    if (now - next >= 0 && counted.next.compareAndSet(next, now + INTERVAL)) {
      line.accept(counted.times.getAndSet(0));
    }
  }
}
