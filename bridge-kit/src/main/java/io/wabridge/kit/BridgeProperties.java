package io.wabridge.kit;

import io.wabridge.model.Secret;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What every service must know.
 *
 * @param publicUrl the address under which the outside reaches the gateway
 * @param internalToken what services show each other; without it nobody is let in
 * @param masterKey encrypts credentials at rest; several, divided by commas, while it is rotated
 * @param mediaKey signs links to files
 */
@Validated
@ConfigurationProperties("bridge")
public record BridgeProperties(
    @NotNull URI publicUrl,
    @NotNull Secret internalToken,
    @NotNull Secret masterKey,
    @NotNull Secret mediaKey,
    @NotNull Addresses services) {

  /** Where the three memories are. */
  public record Addresses(
      @NotNull URI tenantService, @NotNull URI authService, @NotNull URI stateManager) {}
}
