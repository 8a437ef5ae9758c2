package io.wabridge.kit;

import io.wabridge.model.Secret;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of every service.
 *
 * @param publicUrl the public address of the gateway
 * @param internalToken authenticates the services to each other; requests without it are refused
 * @param masterKey encrypts credentials at rest; several, divided by commas, while it is rotated
 * @param mediaKey encrypts links to files; several, divided by commas, while it is rotated
 */
@Validated
@ConfigurationProperties("bridge")
public record BridgeProperties(
    @NotNull URI publicUrl,
    @NotNull Secret internalToken,
    @NotNull Secret masterKey,
    @NotNull Secret mediaKey,
    @NotNull Addresses services) {

  /** Addresses of the three core services. */
  public record Addresses(
      @NotNull URI tenantService, @NotNull URI authService, @NotNull URI stateManager) {}
}
