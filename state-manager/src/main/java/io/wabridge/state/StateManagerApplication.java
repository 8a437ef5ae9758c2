package io.wabridge.state;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts state-manager. */
@BridgeService
@EnableScheduling
@OpenAPIDefinition(
    info = @Info(title = "Wabridge: conversations, messages, parked messages", version = "v1"),
    servers = @Server(url = "/", description = "the gateway"),
    security = @SecurityRequirement(name = "admin"))
@SecurityScheme(name = "admin", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class StateManagerApplication {

  public static void main(String... args) {
    Services.run(StateManagerApplication.class, "state-manager", args);
  }
}
