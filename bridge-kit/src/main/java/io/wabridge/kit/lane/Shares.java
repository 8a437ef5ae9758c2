package io.wabridge.kit.lane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every tenant has in flight at one reader. Who has more than the share of one must make room
 * for others, if there were others lately; a tenant who is alone is in nobody's way.
 */
final class Shares {

  private static final Duration ASIDE = Duration.ofSeconds(2);
  private static final Duration APART = Duration.ofMillis(20);
  private static final long LATELY = Duration.ofMinutes(10).toNanos();

  private final int most;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();
  private volatile String latest = "";
  private volatile boolean mixed;
  private volatile long mixedAt;

  Shares(int most) {
    this.most = most;
  }

  /**
   * Another one came.
   *
   * @param atOnce whether nothing of its conversation is in flight before it
   */
  Place enter(String tenant, boolean atOnce) {
    if (!tenant.isEmpty() && !tenant.equals(latest)) {
      mixedAt = System.nanoTime();
      mixed = !latest.isEmpty();
      latest = tenant;
    }
    var share = shares.computeIfAbsent(tenant, _ -> new Share());
    return new Place(share, share.inFlight.incrementAndGet() <= most && atOnce);
  }

  private boolean shared() {
    return most > 0 && mixed && System.nanoTime() - mixedAt < LATELY;
  }

  /** What one tenant has in flight, and when the next it had to put aside is to come back. */
  private static final class Share {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Appointments appointments = new Appointments(ASIDE);
  }

  /** The place of one envelope, until it has left. */
  final class Place {

    private final Share share;
    private final boolean room;

    private Place(Share share, boolean room) {
      this.share = share;
      this.room = room;
    }

    /** Whether it must make room: it found none when it came, and there is none now. */
    boolean tooMany() {
      return !room && shared() && share.inFlight.get() > most;
    }

    /** When it is to come back. */
    Duration turn() {
      return share.appointments.next(APART);
    }

    void leave() {
      share.inFlight.decrementAndGet();
    }
  }
}
