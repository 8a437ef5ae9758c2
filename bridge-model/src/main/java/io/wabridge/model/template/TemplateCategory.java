package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** What a template is for; the category decides about consent and price. */
public enum TemplateCategory {
  AUTHENTICATION,
  MARKETING,
  UTILITY,
  /** One that this version does not know. */
  OTHER;

  /** Reads a provider's name of it, in either case. */
  @JsonCreator
  public static TemplateCategory named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(OTHER);
  }
}
