package io.wabridge.genesys.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts webhooks by what became of them. */
@Component
class WebhookCounter {

  private final MeterRegistry meters;

  WebhookCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String tenant, String outcome) {
    Counter.builder("bridge.webhooks.received")
        .description("Webhooks that came in")
        .tags("source", "genesys", "tenant", tenant, "outcome", outcome)
        .register(meters)
        .increment();
  }
}
