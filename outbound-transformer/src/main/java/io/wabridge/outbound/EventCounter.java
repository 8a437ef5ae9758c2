package io.wabridge.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.TenantId;
import org.springframework.stereotype.Component;

/** Counts what came from the desk, by what it was. */
@Component
class EventCounter {

  private final MeterRegistry meters;

  EventCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  void received(TenantId tenant, Content content) {
    meters
        .counter(
            "bridge.messages.received",
            "tenant",
            tenant.value(),
            "direction",
            "outbound",
            "kind",
            Excerpt.kind(content))
        .increment();
  }

  void duplicate() {
    meters.counter("bridge.duplicates", "stage", "outbound-transformer").increment();
  }

  void ignored(TenantId tenant, String what) {
    meters.counter("bridge.events.ignored", "tenant", tenant.value(), "what", what).increment();
  }
}
