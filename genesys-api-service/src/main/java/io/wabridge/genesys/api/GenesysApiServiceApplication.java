package io.wabridge.genesys.api;

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
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts genesys-api-service. */
@BridgeService
@EnableScheduling
@OpenAPIDefinition(
    info = @Info(title = "Wabridge: connecting desks", version = "v1"),
    servers = @Server(url = "/", description = "the gateway"),
    security = @SecurityRequirement(name = "admin"))
@SecurityScheme(name = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
@Import(ConnectorsConfiguration.class)
public class GenesysApiServiceApplication {

  public static void main(String... args) {
    Services.run(GenesysApiServiceApplication.class, "genesys-api-service", args);
  }
}
