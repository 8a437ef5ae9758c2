package io.wabridge.model;

/**
 * Which way something travels: inbound from the person to the desk, outbound from the desk to the
 * person.
 */
public enum Direction {
  INBOUND,
  OUTBOUND
}
