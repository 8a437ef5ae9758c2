package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One WhatsApp number at one provider. */
public record ChannelId(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChannelId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a channel id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
