package io.wabridge.kit.gate;

import io.wabridge.kit.lane.Appointments;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many files are carried at once, in all and for one tenant: large files of one tenant take
 * neither the line nor the threads of the others. It never waits itself.
 */
public final class Transfers {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final TransferProperties properties;
  private final Semaphore all;
  private final Map<TenantId, Line> lines = new ConcurrentHashMap<>();

  Transfers(TransferProperties properties) {
    this.properties = properties;
    this.all = new Semaphore(properties.inFlight());
  }

  /** What carries one message's files. */
  @FunctionalInterface
  public interface Carrying {
    Outcome carry() throws IOException;
  }

  /** Carries, or says when there may be room. Nothing has been begun by then. */
  public Outcome carry(TenantId tenant, Carrying files) throws IOException {
    var line = lines.computeIfAbsent(tenant, _ -> new Line(properties.tenantInFlight()));
    if (!line.places.tryAcquire()) {
      return later(line, "its tenant's other files go first");
    }
    try {
      if (!all.tryAcquire()) {
        return later(line, "other files go first");
      }
      var began = System.nanoTime();
      try {
        return files.carry();
      } finally {
        all.release();
        line.took(System.nanoTime() - began);
      }
    } finally {
      line.places.release();
    }
  }

  private Outcome later(Line line, String detail) {
    return new Outcome.Later(
        line.appointments.next(line.usual().dividedBy(properties.tenantInFlight())),
        Reason.QUOTA,
        detail);
  }

  /** One tenant's files, and how long one usually takes. */
  private static final class Line {

    private final Semaphore places;
    private final Appointments appointments = new Appointments(SOON);
    private long usual = SOON.toNanos();

    Line(int places) {
      this.places = new Semaphore(places);
    }

    synchronized void took(long nanos) {
      usual += (nanos - usual) / 8;
    }

    synchronized Duration usual() {
      return Duration.ofNanos(usual);
    }
  }
}
