package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The language of the words that the bridge itself says to agents and persons of a tenant. */
public enum Language {
  EN,
  ES,
  PT;

  /** The code, as "en". */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(code());
  }

  /**
   * Reads a code.
   *
   * @throws IllegalArgumentException there is no such language
   */
  @JsonCreator
  public static Language of(String code) {
    return Arrays.stream(values())
        .filter(language -> language.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The language must be en, es or pt."));
  }
}
