package io.wabridge.kit.resilience;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many messages' files are carried into our store at once.
 *
 * @param inFlight of all tenants together
 * @param tenantInFlight of one tenant
 */
@ConfigurationProperties("bridge.transfers")
public record TransferProperties(
    @DefaultValue("16") int inFlight, @DefaultValue("4") int tenantInFlight) {}
