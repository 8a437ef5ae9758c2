package io.wabridge.genesys.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.connection.Rehearsals;
import io.wabridge.model.connector.DeskConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries desks with the sandbox; without a sandbox there is nothing here. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/desks")
@Tag(name = "Desks")
class DeskRehearsalController {

  private final Tenants tenants;
  private final Rehearsals<DeskConnector> rehearsals;

  DeskRehearsalController(Tenants tenants, Rehearsals<DeskConnector> rehearsals) {
    this.tenants = tenants;
    this.rehearsals = rehearsals;
  }

  @PostMapping("/sandbox/{kind}")
  @Operation(summary = "Makes an account at the sandbox; returns what the form needs")
  Rehearsals.Account account(@PathVariable String tenantId, @PathVariable String kind) {
    return rehearsals.account(kind);
  }

  @PostMapping("/{deskId}/rehearsal")
  @Operation(summary = "In the sandbox, an agent answers in the newest conversation of the inbox")
  Rehearsals.Written say(
      @PathVariable String tenantId,
      @PathVariable String deskId,
      @RequestBody Rehearsals.Line line) {
    return tenants
        .desks()
        .find(deskId)
        .filter(desk -> desk.tenant().value().equals(tenantId))
        .map(desk -> rehearsals.say(desk, line))
        .orElseThrow(() -> new NotFoundException("There is no desk " + deskId + "."));
  }
}
