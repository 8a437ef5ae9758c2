package io.wabridge.connectors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How we call the outside, and how long we wait there.
 *
 * @param allowPrivateAddresses whether addresses of this machine and of private networks may be
 *     called; off, except where the other side is a stand-in
 * @param readTimeout the longest pause in an answer
 * @param totalTimeout for a whole call, from connecting to the answer's last byte
 * @param fileTimeout the same for a call that carries a file
 * @param fileStall the longest time in which nothing of a file moves
 */
@ConfigurationProperties("bridge.outside")
public record OutsideProperties(
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("20s") Duration totalTimeout,
    @DefaultValue("15m") Duration fileTimeout,
    @DefaultValue("30s") Duration fileStall) {}
