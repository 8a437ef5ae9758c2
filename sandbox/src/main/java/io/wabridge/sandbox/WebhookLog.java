package io.wabridge.sandbox;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Every webhook the sandbox posted and how the bridge answered. */
public final class WebhookLog {
  private final Feed<Delivery> deliveries = new Feed<>(2000);
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

  Delivery open(Parcel parcel) {
    Delivery delivery = new Delivery(parcel, clock.instant());
    if (!lean.getAsBoolean()) {
      deliveries.add(delivery);
    }
    return delivery;
  }

  void tried(Delivery delivery, Attempt attempt) {
    posts.increment();
    millis.add(attempt.ms());
    delivery.tried(attempt);
  }

  void ended(Delivery delivery, boolean success) {
    (success ? accepted : gaveUp).increment();
    delivery.ended(success ? "delivered" : "gave-up");
  }

  public Feed<Delivery> deliveries() {
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
