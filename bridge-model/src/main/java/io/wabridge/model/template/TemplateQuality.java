package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** How WhatsApp rates a template, by what persons do with its messages. */
public enum TemplateQuality {
  UNKNOWN,
  GREEN,
  YELLOW,
  RED;

  /** Reads a provider's name of it, in either case. */
  @JsonCreator
  public static TemplateQuality named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
