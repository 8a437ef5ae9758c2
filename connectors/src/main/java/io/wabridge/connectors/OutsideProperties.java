package io.wabridge.connectors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of outside calls: which addresses, and how long.
 *
 * @param allowPrivateAddresses whether addresses of this machine and of private networks may be
 *     called, over http, too; off, except for stand-ins
 * @param readTimeout the longest pause within a response
 * @param totalTimeout for a whole call, from connecting to the last byte of the response
 * @param fileTimeout the same for a call that carries a file
 * @param fileStall the longest time without progress of a file
 */
@ConfigurationProperties("bridge.outside")
public record OutsideProperties(
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("20s") Duration totalTimeout,
    @DefaultValue("15m") Duration fileTimeout,
    @DefaultValue("30s") Duration fileStall) {}
