package io.wabridge.kit.lane;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the lanes run.
 *
 * @param count lanes of every stage; the same number everywhere
 * @param inFlight envelopes a lane holds in memory at once
 * @param confirmTimeout how long a publish may wait for the broker
 * @param patience how long a message is tried again in place before it is parked
 */
@ConfigurationProperties("bridge.lanes")
public record LaneProperties(
    @DefaultValue("4") int count,
    @DefaultValue("250") int inFlight,
    @DefaultValue("5s") Duration confirmTimeout,
    @DefaultValue("10m") Duration patience) {}
