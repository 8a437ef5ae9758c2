package io.wabridge.kit.resilience;

import io.wabridge.model.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The permit for one call. The caller records the outcome; a permit without an outcome was not
 * used, and its share of the limits is returned.
 */
public final class CallPermit {

  private final List<Runnable> closeActions = new ArrayList<>();
  private final List<Runnable> unusedActions = new ArrayList<>();
  private final List<UnaryOperator<Delivery>> outcomeHandlers = new ArrayList<>();
  private boolean used;

  CallPermit() {}

  /**
   * Records the outcome. The result may have a different waiting time, or allow another credential.
   */
  public Delivery recordOutcome(Delivery delivery) {
    used = true;
    var known = delivery;
    for (var handler : outcomeHandlers) {
      known = handler.apply(known);
    }
    return known;
  }

  void onClose(Runnable task) {
    closeActions.add(task);
  }

  void onUnused(Runnable task) {
    unusedActions.add(task);
  }

  void onOutcome(UnaryOperator<Delivery> handler) {
    outcomeHandlers.add(handler);
  }

  void guardedBy(EndpointCircuitBreaker.Call call) {
    onUnused(call::release);
    onOutcome(delivery -> {
      if (CallFailure.CONNECTION.covers(delivery)) {
        call.onFailure();
      } else if (CallFailure.INTERNAL.covers(delivery)) {
        call.release();
      } else {
        call.onAnswer();
      }
      return delivery;
    });
  }

  void close() {
    if (!used) {
      unusedActions.forEach(Runnable::run);
    }
    closeActions.forEach(Runnable::run);
  }
}
