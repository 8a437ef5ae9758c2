package io.wabridge.genesys.api;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts genesys-api-service. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class GenesysApiServiceApplication {

  public static void main(String... args) {
    Services.run(GenesysApiServiceApplication.class, "genesys-api-service", args);
  }
}
