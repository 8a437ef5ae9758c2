package io.wabridge.model;

/** How far a message came. Only forward moves count; failed ends it. */
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
