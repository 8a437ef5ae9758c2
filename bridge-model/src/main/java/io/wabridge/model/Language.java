package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The language of the words that the bridge itself says to agents and persons of a tenant. */
public enum Language {
  EN,
  ES,
  PT;

  /** The code, as "en"; JSON has it, too. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(code());
  }
}
