package io.wabridge.model;

/** The status of a message. Only forward changes are applied; failed is final. */
public enum Status {
  RECEIVED,
  DELIVERING,
  UNCERTAIN,
  ACCEPTED,
  SENT,
  DELIVERED,
  READ,
  FAILED,
  PARKED
}
