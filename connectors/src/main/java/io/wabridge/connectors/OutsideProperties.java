package io.wabridge.connectors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How we call the outside.
 *
 * @param allowPrivateAddresses whether addresses of this machine and of private networks may be
 *     called; off, except where the other side is a stand-in
 */
@ConfigurationProperties("bridge.outside")
public record OutsideProperties(
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("20s") Duration readTimeout) {}
