package io.wabridge.kit.gate;

import io.wabridge.model.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How fast one number may write to one person (whatsapp-cloud 9, pair rate). */
final class PersonPace {

  private static final int STEEPEST = 4;

  private final Turns turns;
  private final Pause pause = new Pause();
  private int refusals;

  PersonPace(GateProperties properties) {
    // one less than allowed: what WhatsApp counts arrives later than what we count
    turns =
        properties.pairInterval().isPositive()
            ? Turns.of(Math.max(1, properties.pairBurst() - 1), 1, properties.pairInterval())
            : Turns.unlimited();
  }

  @Nullable Duration paused() {
    return pause.left();
  }

  @Nullable Duration take(String message) {
    return turns.take(message);
  }

  void giveBack() {
    turns.giveBack();
  }

  synchronized void accepted() {
    refusals = 0;
  }

  /** Meta's advice is 4^x seconds, x = 0, 1, 2 … (whatsapp-cloud 9). */
  synchronized Delivery.Deferred refused(Delivery.Deferred deferred) {
    var advised = Duration.ofSeconds(1L << 2 * Math.min(refusals++, STEEPEST));
    var longer = advised.compareTo(deferred.after()) > 0 ? advised : deferred.after();
    return new Delivery.Deferred(pause.begin(longer), deferred.reason(), deferred.detail());
  }
}
