package io.wabridge.kit.lane;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the lanes.
 *
 * @param count lanes of every stage; the same number in all services
 * @param inFlight envelopes of a lane in memory at once
 * @param tenantInFlight envelopes of one tenant in memory at once, in all lanes of a reader, while
 *     other tenants send as well; 0 is without limit
 * @param confirmTimeout how long a publish waits for the broker's confirm
 * @param patience how long an envelope is retried in place before its conversation is held
 * @param holdBudget how long an envelope may be held before it is parked
 * @param errorBudget the same, if the cause is an internal error
 * @param encrypt whether envelopes are encrypted in the broker; false while services of a version
 *     that cannot decrypt them are running
 * @param readPlain whether envelopes that are not encrypted are read: those of an earlier version
 */
@ConfigurationProperties("bridge.lanes")
public record LaneProperties(
    @DefaultValue("4") int count,
    @DefaultValue("250") int inFlight,
    @DefaultValue("100") int tenantInFlight,
    @DefaultValue("5s") Duration confirmTimeout,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("24h") Duration holdBudget,
    @DefaultValue("15m") Duration errorBudget,
    @DefaultValue("true") boolean encrypt,
    @DefaultValue("true") boolean readPlain) {}
