package io.wabridge.kit.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person may do. {@link #OPERATOR} is of the platform, the others are of one tenant. */
public enum Role {
  OPERATOR,
  ADMIN,
  COORDINATOR,
  AGENT;

  /** The name in JSON and in the database, as "admin". */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
