package io.wabridge.genesys.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.store.ArchiveReplay;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload.RawWebhook;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes archived webhooks in again, for what a broker lost. */
@RestController
@Tag(name = "Archive")
class ArchiveController {

  private final ArchiveReplay archive;
  private final Tenants tenants;
  private final WebhookIntake intake;

  ArchiveController(ArchiveReplay archive, Tenants tenants, WebhookIntake intake) {
    this.archive = archive;
    this.tenants = tenants;
    this.intake = intake;
  }

  @PostMapping("/api/v1/archive/outbound/replay")
  @Operation(
      summary = "Takes the desks' webhooks of a time in again",
      description = "Harmless: what went through before is known and has no effect a second time.")
  ArchiveReplay.Report replay(@RequestBody ArchiveReplay.Order order) throws IOException {
    return archive.replay(Direction.OUTBOUND, order, this::replay);
  }

  private boolean replay(RawWebhook raw) {
    var desk = tenants.desk(new DeskId(raw.endpoint()));
    if (desk.isEmpty()) {
      return false;
    }
    try {
      intake.replay(desk.get(), new Webhook(raw.headers(), raw.exactly()), raw.at());
      return true;
    } catch (WebhookUnreadable e) {
      return false; // it was parked when it came
    }
  }
}
