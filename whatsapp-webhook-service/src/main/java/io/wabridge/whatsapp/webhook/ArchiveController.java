package io.wabridge.whatsapp.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.store.ArchiveReplay;
import io.wabridge.kit.webhook.ArchiveIntake;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Processes archived webhooks again, after the broker lost messages. */
@RestController
@Tag(name = "Archive")
class ArchiveController {

  private final ArchiveIntake<Channel> archive;

  ArchiveController(ArchiveIntake<Channel> archive) {
    this.archive = archive;
  }

  @PostMapping("/api/v1/archive/inbound/replay")
  @Operation(
      summary = "Processes the channels' webhooks of a period again",
      description = "A webhook that was processed before has no effect a second time.")
  ArchiveReplay.Report replay(@RequestBody ArchiveReplay.Order order) throws IOException {
    return archive.replay(order);
  }
}
