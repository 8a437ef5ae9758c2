package io.wabridge.state.history;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.KeysetApi;
import io.wabridge.model.TenantId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tenants' keysets for the other services, encrypted with the platform's key. */
@RestController
class KeysetController {

  private final TenantKeysets keysets;

  KeysetController(TenantKeysets keysets) {
    this.keysets = keysets;
  }

  @GetMapping("/internal/tenants/{tenant}/keyset")
  KeysetApi.Wrapped get(@PathVariable String tenant) {
    return keysets
        .stored(new TenantId(tenant))
        .orElseThrow(() -> new NotFoundException("The tenant has no keyset."));
  }

  @PostMapping("/internal/tenants/{tenant}/keyset")
  KeysetApi.Wrapped create(@PathVariable String tenant) {
    keysets.of(new TenantId(tenant));
    return get(tenant);
  }
}
