package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An id from the other side; opaque, only its connector may interpret it. */
public record ExternalId(@JsonValue String value) {

  private static final char DERIVED = '#';

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ExternalId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a external id must not be blank");
    }
  }

  /** The id of something that the bridge itself says about what has this id. */
  public ExternalId derived(String what) {
    return new ExternalId(value + DERIVED + what);
  }

  /** Whether it is an id of the bridge, which the other side does not know. */
  public boolean derived() {
    return value.indexOf(DERIVED) >= 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
