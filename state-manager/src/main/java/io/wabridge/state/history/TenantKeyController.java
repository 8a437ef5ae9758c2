package io.wabridge.state.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.model.TenantId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys of a tenant; never the keys themselves. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/keys")
@Tag(name = "Keys")
class TenantKeyController {

  private final KeysetRotation rotation;

  TenantKeyController(KeysetRotation rotation) {
    this.rotation = rotation;
  }

  @GetMapping
  @Operation(summary = "How many keys the tenant has, and when the last one was added")
  KeysetRotation.TenantKeys get(@PathVariable String tenantId) {
    return rotation.of(new TenantId(tenantId));
  }

  @PostMapping("/rotate")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Adds a key, which encrypts in two minutes; earlier ones still decrypt")
  KeysetRotation.TenantKeys rotate(@PathVariable String tenantId) {
    return rotation.rotate(new TenantId(tenantId));
  }
}
