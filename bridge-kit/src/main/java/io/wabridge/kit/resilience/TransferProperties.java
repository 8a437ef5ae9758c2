package io.wabridge.kit.resilience;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of concurrent transfers of messages' files into the store.
 *
 * @param inFlight of all tenants in total
 * @param tenantInFlight of one tenant
 */
@ConfigurationProperties("bridge.transfers")
public record TransferProperties(
    @DefaultValue("16") int inFlight, @DefaultValue("4") int tenantInFlight) {}
