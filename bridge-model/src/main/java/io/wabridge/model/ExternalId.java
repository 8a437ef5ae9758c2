package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An id from the other side; opaque, only its connector may interpret it. */
public record ExternalId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ExternalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a external id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
