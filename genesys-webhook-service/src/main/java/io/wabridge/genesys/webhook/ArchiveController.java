package io.wabridge.genesys.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.store.ArchiveReplay;
import io.wabridge.kit.webhook.ArchiveIntake;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes archived webhooks in again, for what a broker lost. */
@RestController
@Tag(name = "Archive")
class ArchiveController {

  private final ArchiveIntake<Desk> archive;

  ArchiveController(ArchiveIntake<Desk> archive) {
    this.archive = archive;
  }

  @PostMapping("/api/v1/archive/outbound/replay")
  @Operation(
      summary = "Takes the desks' webhooks of a period in again",
      description = "A webhook that was carried before has no effect a second time.")
  ArchiveReplay.Report replay(@RequestBody ArchiveReplay.Order order) throws IOException {
    return archive.replay(order);
  }
}
