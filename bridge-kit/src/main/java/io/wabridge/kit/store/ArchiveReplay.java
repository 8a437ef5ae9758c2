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
 * Processes archived webhooks of a period once more. Webhooks that were processed before have no
 * effect a second time.
 */
public final class ArchiveReplay {

  /** The period, and the tenant; without a tenant: all. */
  public record Order(
      Instant since, Instant until, @Nullable String tenantId, @Nullable Boolean dryRun) {}

  /**
   * The result of a replay.
   *
   * @param skipped the channel or desk no longer exists, or the webhook can no longer be read
   * @param unreadable objects of the archive that are damaged, or whose tenant's key was deleted
   */
  public record Report(boolean dryRun, long found, long taken, long skipped, long unreadable) {}

  /** Processes one webhook; false if it has no recipient. */
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
    var unreadable = 0L;
    for (var tenant : tenants(direction, order)) {
      var archived = archive.read(direction, tenant, order.since(), order.until());
      unreadable += archived.unreadable();
      for (var webhook : archived.webhooks()) {
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
        .log("archived webhooks were replayed");
    return new Report(dry, found, taken, dry ? 0 : found - taken, unreadable);
  }

  private List<TenantId> tenants(Direction direction, Order order) throws IOException {
    var tenant = order.tenantId();
    return tenant == null ? archive.tenants(direction) : List.of(new TenantId(tenant));
  }
}
