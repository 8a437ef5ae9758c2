package io.wabridge.tenant;

import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;

/** Starts tenant-service. */
@BridgeService
public class TenantServiceApplication {

  public static void main(String... args) {
    Services.run(TenantServiceApplication.class, "tenant-service", args);
  }
}
