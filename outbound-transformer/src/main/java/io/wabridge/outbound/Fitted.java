package io.wabridge.outbound;

import io.wabridge.model.Content;
import io.wabridge.model.Reason;
import org.jspecify.annotations.Nullable;

/** An agent's file for one channel. */
sealed interface Fitted {

  /**
   * It can be sent.
   *
   * @param change what was changed, for the trace; null: nothing
   */
  record Fits(Content.Media media, @Nullable String change) implements Fitted {}

  /** The channel does not carry it. */
  record Refused(Reason reason, String detail) implements Fitted {}
}
