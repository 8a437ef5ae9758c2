package io.wabridge.state.event.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of webhooks of tenants.
 *
 * @param every how often new events and due retries are looked for
 * @param firstRetry the pause after the first failed attempt; each further one is six times as long
 * @param longestRetry the longest pause
 * @param giveUpAfter how long an event is tried before its webhook is disabled
 * @param secretOverlap how long the former secret still signs after it was replaced
 * @param atOnce conversations whose events are posted to one webhook at the same time
 * @param perTenant how many webhooks a tenant may have
 * @param lease how long an instance that has stopped keeps a webhook from the others; a call takes
 *     less than half of it
 */
@ConfigurationProperties("bridge.event-webhooks")
record WebhookDeliveryProperties(
    @DefaultValue("250ms") Duration every,
    @DefaultValue("5s") Duration firstRetry,
    @DefaultValue("8h") Duration longestRetry,
    @DefaultValue("3d") Duration giveUpAfter,
    @DefaultValue("24h") Duration secretOverlap,
    @DefaultValue("4") int atOnce,
    @DefaultValue("20") int perTenant,
    @DefaultValue("60s") Duration lease) {

  WebhookDeliveryProperties {
    if (!every.isPositive() || !firstRetry.isPositive() || atOnce < 1 || !lease.isPositive()) {
      throw new IllegalArgumentException("the values of bridge.event-webhooks must be positive");
    }
  }
}
