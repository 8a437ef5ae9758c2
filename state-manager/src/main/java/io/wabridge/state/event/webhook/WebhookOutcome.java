package io.wabridge.state.event.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of one attempt to post an event. */
sealed interface WebhookOutcome {

  record Delivered(int status) implements WebhookOutcome {}

  /**
   * It is tried again.
   *
   * @param status null: there was no answer
   * @param after when the receiver wants it again; null: it did not say
   */
  record Failed(@Nullable Integer status, String detail, @Nullable Duration after)
      implements WebhookOutcome {}

  /** The receiver does not take this event; the next one is posted. */
  record Refused(int status, String detail) implements WebhookOutcome {}

  /** The receiver wants no events any more. */
  record Gone(int status, String detail) implements WebhookOutcome {}
}
