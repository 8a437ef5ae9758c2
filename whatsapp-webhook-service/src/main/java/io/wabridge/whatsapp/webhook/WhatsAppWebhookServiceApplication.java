package io.wabridge.whatsapp.webhook;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts whatsapp-webhook-service. */
@BridgeService
@OpenAPIDefinition(
    info = @Info(title = "Wabridge: archive of the channels", version = "v1"),
    servers = @Server(url = "/", description = "the gateway"),
    security = @SecurityRequirement(name = "admin"))
@SecurityScheme(name = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
@Import(ConnectorsConfiguration.class)
public class WhatsAppWebhookServiceApplication {

  public static void main(String... args) {
    Services.run(WhatsAppWebhookServiceApplication.class, "whatsapp-webhook-service", args);
  }
}
