package io.wabridge.kit.resilience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How much one desk and one channel are given to do at once, and when they are left alone.
 *
 * @param inFlight calls to one desk or channel at the same time
 * @param filesInFlight how many of them may carry a file
 * @param noAnswerTimeout how long a desk or channel may say nothing to any call before it is left
 *     alone
 * @param openFor how long it is left alone the first time; twice as long every further time
 * @param maxOpenFor but never longer than this
 * @param messagesPerSecond throughput of one number (whatsapp-cloud 9); 0 is without limit
 * @param pairInterval from one message to the next for the same person (whatsapp-cloud 9); 0 is
 *     without limit
 * @param pairBurst how many a person may get ahead of that
 * @param requestsPerMinute calls with the token of one OAuth client (genesys.md 6); 0 is without
 *     limit
 * @param receiptPatience how long a receipt "delivered" waits for such a call before it is dropped
 * @param clientRest how long an OAuth client the desk refused is not used while others are
 */
@ConfigurationProperties("bridge.gate")
public record ResilienceProperties(
    @DefaultValue("16") int inFlight,
    @DefaultValue("4") int filesInFlight,
    @Name("silence") @DefaultValue("8s") Duration noAnswerTimeout,
    @Name("rest") @DefaultValue("5s") Duration openFor,
    @Name("longest-rest") @DefaultValue("30s") Duration maxOpenFor,
    @DefaultValue("80") int messagesPerSecond,
    @DefaultValue("6s") Duration pairInterval,
    @DefaultValue("45") int pairBurst,
    @DefaultValue("300") int requestsPerMinute,
    @DefaultValue("3s") Duration receiptPatience,
    @DefaultValue("1m") Duration clientRest) {}
