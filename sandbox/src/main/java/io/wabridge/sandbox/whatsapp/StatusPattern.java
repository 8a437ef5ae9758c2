package io.wabridge.sandbox.whatsapp;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** How the statuses of a message come. */
enum StatusPattern {
  /** Sent, then delivered, then read if the person reads: a webhook each. */
  STEPS,
  /** Sent, delivered and read in one webhook. */
  COMBINED,
  /** Delivered five times, the webhooks at the same time. */
  REPEATED,
  /** Failed, and then delivered. */
  FAILED_FIRST,
  /** Not delivered to the phone; failed twice, the webhooks at the same time. */
  FAILED_TWICE;

  /** A third of the messages each the second and third kind, a sixth each the last two. */
  static StatusPattern rough() {
    return switch (ThreadLocalRandom.current().nextInt(6)) {
      case 0, 1 -> COMBINED;
      case 2, 3 -> REPEATED;
      case 4 -> FAILED_FIRST;
      default -> FAILED_TWICE;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
