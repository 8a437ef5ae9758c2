package io.wabridge.whatsapp.api;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts whatsapp-api-service. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class WhatsAppApiServiceApplication {

  public static void main(String... args) {
    Services.run(WhatsAppApiServiceApplication.class, "whatsapp-api-service", args);
  }
}
