package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state that a connector keeps for a conversation between two deliveries. The ledger saves it
 * with the outcome of a delivery and returns it before the next.
 *
 * @param conversation the product's own id of the conversation; replies may name it
 * @param state anything else the connector needs, opaque to all others; stored encrypted
 * @param at when it was saved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Session(@Nullable String conversation, @Nullable String state, Instant at) {

  /** The state may hold credentials of a participant. */
  @Override
  public String toString() {
    return "Session[" + conversation + "]";
  }
}
