package io.wabridge.kit.gate;

import io.wabridge.model.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The right to make one call. Who got it tells how the call ended; a pass nobody says anything
 * about was not used, and what was taken for it is given back.
 */
public final class Pass {

  private final List<Runnable> afterwards = new ArrayList<>();
  private final List<Runnable> ifUnused = new ArrayList<>();
  private final List<UnaryOperator<Delivery>> lessons = new ArrayList<>();
  private boolean used;

  Pass() {}

  /**
   * How the call ended, as the gate sees it: it knows better how long to wait, and whether there is
   * another way.
   */
  public Delivery learned(Delivery delivery) {
    used = true;
    var known = delivery;
    for (var lesson : lessons) {
      known = lesson.apply(known);
    }
    return known;
  }

  void afterwards(Runnable task) {
    afterwards.add(task);
  }

  void ifUnused(Runnable task) {
    ifUnused.add(task);
  }

  void lesson(UnaryOperator<Delivery> lesson) {
    lessons.add(lesson);
  }

  void counts(Breaker.Call call) {
    ifUnused(call::unused);
    lesson(delivery -> {
      if (Concern.REACHING.of(delivery)) {
        call.failed();
      } else if (Concern.OURSELVES.of(delivery)) {
        call.unused();
      } else {
        call.answered();
      }
      return delivery;
    });
  }

  void over() {
    if (!used) {
      ifUnused.forEach(Runnable::run);
    }
    afterwards.forEach(Runnable::run);
  }
}
