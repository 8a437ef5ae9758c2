package io.wabridge.state.deletion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.TenantId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes deletions from tenant-service, and shows how far they are. */
@RestController
@Tag(name = "Privacy")
class DeletionController {

  private final Deletions deletions;

  DeletionController(Deletions deletions) {
    this.deletions = deletions;
  }

  @PostMapping("/internal/tenants/{tenant}/deletion")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void delete(@PathVariable String tenant) {
    deletions.register(new TenantId(tenant));
  }

  @GetMapping("/api/v1/deletions/{deletedTenant}")
  @Operation(summary = "How far the deletion of a tenant is")
  Deletions.Deletion get(@PathVariable String deletedTenant) {
    return deletions
        .find(new TenantId(deletedTenant))
        .orElseThrow(() -> new NotFoundException("This tenant was not deleted."));
  }
}
