package io.wabridge.tenant;

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

/** Starts tenant-service. */
@BridgeService
@EnableScheduling
@Import(ConnectorsConfiguration.class)
@OpenAPIDefinition(
    info = @Info(title = "Wabridge: tenants, channels, desks", version = "v1"),
    servers = @Server(url = "/", description = "the gateway"),
    security = @SecurityRequirement(name = "admin"))
@SecurityScheme(name = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class TenantServiceApplication {

  public static void main(String... args) {
    Services.run(TenantServiceApplication.class, "tenant-service", args);
  }
}
