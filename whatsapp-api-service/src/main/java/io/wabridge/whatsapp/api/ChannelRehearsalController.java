package io.wabridge.whatsapp.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.connection.Rehearsals;
import io.wabridge.model.connector.ChannelConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries channels with the sandbox; without a sandbox there is nothing here. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels")
@Tag(name = "Channels")
class ChannelRehearsalController {

  private final Tenants tenants;
  private final Rehearsals<ChannelConnector> rehearsals;

  ChannelRehearsalController(Tenants tenants, Rehearsals<ChannelConnector> rehearsals) {
    this.tenants = tenants;
    this.rehearsals = rehearsals;
  }

  @PostMapping("/sandbox/{kind}")
  @Operation(summary = "Makes an account at the sandbox; returns what the form needs")
  Rehearsals.Account account(@PathVariable String tenantId, @PathVariable String kind) {
    return rehearsals.account(kind);
  }

  @PostMapping("/{channelId}/rehearsal")
  @Operation(summary = "In the sandbox, a person writes to the number")
  Rehearsals.Written say(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestBody Rehearsals.Line line) {
    return tenants
        .channels()
        .find(channelId)
        .filter(channel -> channel.tenant().value().equals(tenantId))
        .map(channel -> rehearsals.say(channel, line))
        .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
  }
}
