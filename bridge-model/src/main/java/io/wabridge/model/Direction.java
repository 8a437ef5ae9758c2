package io.wabridge.model;

/** The direction: inbound from the person to the desk, outbound from the desk to the person. */
public enum Direction {
  INBOUND,
  OUTBOUND
}
