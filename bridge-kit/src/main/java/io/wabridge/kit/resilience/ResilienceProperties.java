package io.wabridge.kit.resilience;

import io.wabridge.model.connector.Limits;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of calls to an endpoint, and when its circuit opens.
 *
 * @param concurrentCalls calls to one endpoint at the same time, unless its limits say otherwise
 * @param concurrentFiles how many of them may carry a file
 * @param noAnswerTimeout the circuit opens if an endpoint has answered no call for this long
 * @param openFor how long the circuit is open the first time; twice as long every further time
 * @param maxOpenFor the longest time it is open
 * @param receiptPatience how long a receipt "delivered" waits for the call budget before its
 *     conversation continues without it; it is tried again after five times this time
 * @param receiptBudget how long it is tried before it is dropped
 * @param limits the operator's limits by kind of connector, in place of the connector's own; 0 is
 *     without limit
 */
@ConfigurationProperties("bridge.resilience")
public record ResilienceProperties(
    @DefaultValue("16") int concurrentCalls,
    @DefaultValue("4") int concurrentFiles,
    @DefaultValue("8s") Duration noAnswerTimeout,
    @DefaultValue("5s") Duration openFor,
    @DefaultValue("30s") Duration maxOpenFor,
    @DefaultValue("3s") Duration receiptPatience,
    @DefaultValue("12h") Duration receiptBudget,
    @DefaultValue Map<String, Limits> limits) {

  Limits limits(String kind) {
    return limits.getOrDefault(kind, Limits.NONE);
  }
}
