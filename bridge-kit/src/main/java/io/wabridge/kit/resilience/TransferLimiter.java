package io.wabridge.kit.resilience;

import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.RetryStagger;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Limits concurrent file transfers, in total and per tenant: large files of one tenant use neither
 * the bandwidth nor the threads of the others. It never blocks.
 */
public final class TransferLimiter {

  private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);

  private final TransferProperties properties;
  private final Semaphore all;
  private final Map<TenantId, TenantTransfers> byTenant = new ConcurrentHashMap<>();

  TransferLimiter(TransferProperties properties) {
    this.properties = properties;
    this.all = new Semaphore(properties.inFlight());
  }

  /** The transfer of one message's files. */
  @FunctionalInterface
  public interface Transfer {
    Outcome run() throws IOException;
  }

  /** Transfers the files, or returns when a slot may be free; then nothing has begun. */
  public Outcome transfer(TenantId tenant, Transfer files) throws IOException {
    return transfer(of(tenant), files);
  }

  /** The same for files that nothing waits for; they leave half of the tenant's slots free. */
  public Outcome transferLate(TenantId tenant, Transfer files) throws IOException {
    var transfers = of(tenant);
    if (!transfers.late.tryAcquire()) {
      return later(transfers, "other late files of its tenant are transferred first");
    }
    try {
      return transfer(transfers, files);
    } finally {
      transfers.late.release();
    }
  }

  private TenantTransfers of(TenantId tenant) {
    return byTenant.computeIfAbsent(tenant, _ -> new TenantTransfers(properties.tenantInFlight()));
  }

  private Outcome transfer(TenantTransfers transfers, Transfer files) throws IOException {
    if (!transfers.permits.tryAcquire()) {
      return later(transfers, "other files of its tenant are transferred first");
    }
    try {
      if (!all.tryAcquire()) {
        return later(transfers, "other files are transferred first");
      }
      var began = System.nanoTime();
      try {
        return files.run();
      } finally {
        all.release();
        transfers.recordDuration(System.nanoTime() - began);
      }
    } finally {
      transfers.permits.release();
    }
  }

  private Outcome later(TenantTransfers transfers, String detail) {
    return new Outcome.Later(
        transfers.retryStagger.nextDelay(
            transfers.averageDuration().dividedBy(properties.tenantInFlight())),
        Reason.QUOTA,
        detail);
  }

  /** The transfers of one tenant, and their average duration. */
  private static final class TenantTransfers {

    private final Semaphore permits;
    private final Semaphore late;
    private final RetryStagger retryStagger = new RetryStagger(INITIAL_DELAY);
    private long averageNanos = INITIAL_DELAY.toNanos();

    TenantTransfers(int permits) {
      this.permits = new Semaphore(permits);
      this.late = new Semaphore(Math.max(1, permits / 2));
    }

    synchronized void recordDuration(long nanos) {
      averageNanos += (nanos - averageNanos) / 8;
    }

    synchronized Duration averageDuration() {
      return Duration.ofNanos(averageNanos);
    }
  }
}
