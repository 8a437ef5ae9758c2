package io.wabridge.kit.store;

import io.wabridge.model.Direction;
import io.wabridge.model.Payload.RawWebhook;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the webhooks of a time in again, as if they came now. What went through before is known and
 * has no effect a second time.
 */
public final class ArchiveReplay {

  /** Of which time, and of which tenant; of all if none is named. */
  public record Order(
      Instant since, Instant until, @Nullable String tenantId, @Nullable Boolean dryRun) {}

  /**
   * What was found.
   *
   * @param skipped belongs to a channel or desk that is gone, or cannot be read any more
   */
  public record Report(boolean dryRun, long found, long taken, long skipped) {}

  /** Takes one in; false if there is nobody to take it. */
  @FunctionalInterface
  public interface Intake {
    boolean take(RawWebhook webhook);
  }

  private static final Logger log = LoggerFactory.getLogger(ArchiveReplay.class);

  private final WebhookArchive archive;

  ArchiveReplay(WebhookArchive archive) {
    this.archive = archive;
  }

  public Report replay(Direction direction, Order order, Intake intake) throws IOException {
    var dry = Boolean.TRUE.equals(order.dryRun());
    var found = 0L;
    var taken = 0L;
    for (var tenant : tenants(direction, order)) {
      for (var webhook : archive.read(direction, tenant, order.since(), order.until())) {
        found++;
        if (!dry && intake.take(webhook)) {
          taken++;
        }
      }
    }
    log.atInfo()
        .addKeyValue("since", order.since())
        .addKeyValue("until", order.until())
        .addKeyValue("taken", taken)
        .log("webhooks of the archive were taken in again");
    return new Report(dry, found, taken, dry ? 0 : found - taken);
  }

  private List<TenantId> tenants(Direction direction, Order order) throws IOException {
    var tenant = order.tenantId();
    return tenant == null ? archive.tenants(direction) : List.of(new TenantId(tenant));
  }
}
