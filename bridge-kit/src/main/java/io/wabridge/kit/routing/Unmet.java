package io.wabridge.kit.routing;

/** The part of a route's condition that a conversation does not meet. */
public enum Unmet {
  HOURS,
  LANGUAGE,
  KEYWORD,
  AD,
  PERCENT,
  AVAILABILITY;

  /** Whether it depends on the time and the desks only, not on the person or what they wrote. */
  boolean ofTheMoment() {
    return this == HOURS || this == AVAILABILITY;
  }
}
