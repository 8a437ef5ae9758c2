package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One contact-center inbox. */
public record DeskId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DeskId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a desk id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
