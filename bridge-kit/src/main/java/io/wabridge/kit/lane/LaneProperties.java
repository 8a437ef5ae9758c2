package io.wabridge.kit.lane;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the lanes run.
 *
 * @param count lanes of every stage; the same number everywhere
 * @param inFlight envelopes a lane holds in memory at once
 * @param tenantInFlight envelopes one tenant may have in memory at once, in all lanes of a reader,
 *     when others come there, too; 0 is without limit
 * @param confirmTimeout how long a publish may wait for the broker
 * @param patience how long an envelope is tried again in place before its conversation is held
 * @param holdBudget how long an envelope may be held before it is parked
 * @param errorBudget the same, when what keeps it from going on is an error of ours
 */
@ConfigurationProperties("bridge.lanes")
public record LaneProperties(
    @DefaultValue("4") int count,
    @DefaultValue("250") int inFlight,
    @DefaultValue("100") int tenantInFlight,
    @DefaultValue("5s") Duration confirmTimeout,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("24h") Duration holdBudget,
    @DefaultValue("15m") Duration errorBudget) {}
