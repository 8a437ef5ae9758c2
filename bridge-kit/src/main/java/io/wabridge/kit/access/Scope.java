package io.wabridge.kit.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a program may do with its API key, within its tenant. */
public enum Scope {
  CONFIG_READ,
  CONFIG_WRITE,
  CONVERSATIONS_READ,
  CONVERSATIONS_WRITE,
  PARKED_WRITE,
  AUDIT_READ;

  /** The name in JSON and in the database, as "config:read". */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /**
   * The scope with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Scope of(String code) {
    return Arrays.stream(values())
        .filter(scope -> scope.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scope " + code));
  }
}
