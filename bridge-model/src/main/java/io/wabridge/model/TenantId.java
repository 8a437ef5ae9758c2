package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The tenant to which data belongs. Part of every key, so that no query can omit it. */
public record TenantId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TenantId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a tenant id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
