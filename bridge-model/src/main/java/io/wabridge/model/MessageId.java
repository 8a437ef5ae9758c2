package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The bridge's own id of a message; the only id that every stage knows. */
public record MessageId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MessageId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a message id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
