package io.wabridge.auth;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts auth-service. */
@BridgeService
@EnableScheduling
@Import(ConnectorsConfiguration.class)
public class AuthServiceApplication {

  public static void main(String... args) {
    Services.run(AuthServiceApplication.class, "auth-service", args);
  }
}
