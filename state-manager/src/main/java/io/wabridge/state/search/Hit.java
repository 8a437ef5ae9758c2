package io.wabridge.state.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was found.
 *
 * @param receivedAt when the bridge accepted it; results are in this order
 * @param saidAt when the other side says it was said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Hit(
    String id,
    String conversationId,
    Who person,
    String direction,
    String kind,
    Instant receivedAt,
    Instant saidAt,
    Snippet snippet) {

  /** The person or group of the conversation. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Who(
      @Nullable String name,
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String groupId) {}

  /** Contains what was said: only the id is for logs. */
  @Override
  public String toString() {
    return "Hit[" + id + "]";
  }
}
