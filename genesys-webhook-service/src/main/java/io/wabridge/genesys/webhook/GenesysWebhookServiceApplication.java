package io.wabridge.genesys.webhook;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts genesys-webhook-service. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class GenesysWebhookServiceApplication {

  public static void main(String... args) {
    Services.run(GenesysWebhookServiceApplication.class, "genesys-webhook-service", args);
  }
}
