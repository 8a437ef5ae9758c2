package io.wabridge.sandbox;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Every webhook that the sandbox sent, with the bridge's answers. */
public final class WebhookLog {
  private final EventFeed<WebhookDelivery> deliveries = new EventFeed<>(2000);
  private final LongAdder posts = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder gaveUp = new LongAdder();
  private final LongAdder millis = new LongAdder();
  private final Clock clock;
  private final BooleanSupplier lean;

  public WebhookLog(Clock clock, BooleanSupplier lean) {
    this.clock = clock;
    this.lean = lean;
  }

  WebhookDelivery open(SignedWebhook webhook) {
    WebhookDelivery delivery = new WebhookDelivery(webhook, clock.instant());
    if (!lean.getAsBoolean()) {
      deliveries.add(delivery);
    }
    return delivery;
  }

  void tried(WebhookDelivery delivery, DeliveryAttempt attempt) {
    posts.increment();
    millis.add(attempt.ms());
    delivery.tried(attempt);
  }

  void ended(WebhookDelivery delivery, boolean success) {
    (success ? accepted : gaveUp).increment();
    delivery.ended(success ? "delivered" : "gave-up");
  }

  public EventFeed<WebhookDelivery> deliveries() {
    return deliveries;
  }

  public Map<String, Long> counters() {
    return Map.of(
        "posts", posts.sum(),
        "accepted", accepted.sum(),
        "gaveUp", gaveUp.sum(),
        "totalMs", millis.sum());
  }

  public void clear() {
    deliveries.clear();
    posts.reset();
    accepted.reset();
    gaveUp.reset();
    millis.reset();
  }
}
