package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of a conversation: one person and one desk through one channel. */
public record ConversationId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConversationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a conversation id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
