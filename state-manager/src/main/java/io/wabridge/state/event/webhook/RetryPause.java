package io.wabridge.state.event.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long a delivery pauses after a failed attempt. */
final class RetryPause {

  private static final int FACTOR = 6;
  private static final double JITTER = 0.2;

  private RetryPause() {}

  /**
   * Six times as long after every attempt, and not shorter than the receiver wants.
   *
   * @param attempts how many there were before the one that failed now
   */
  static Duration of(int attempts, @Nullable Duration wanted, WebhookDeliveryProperties settings) {
    var pause = settings.firstRetry();
    for (var n = 0; n < attempts && pause.compareTo(settings.longestRetry()) < 0; n++) {
      pause = pause.multipliedBy(FACTOR);
    }
    if (pause.compareTo(settings.longestRetry()) > 0) {
      pause = settings.longestRetry();
    }
    var random = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    var jittered = Duration.ofMillis(Math.round(pause.toMillis() * random));
    return wanted == null || wanted.compareTo(jittered) < 0 ? jittered : wanted;
  }
}
