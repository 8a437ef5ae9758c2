package io.wabridge.whatsapp.webhook;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts whatsapp-webhook-service. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class WhatsAppWebhookServiceApplication {

  public static void main(String... args) {
    Services.run(WhatsAppWebhookServiceApplication.class, "whatsapp-webhook-service", args);
  }
}
