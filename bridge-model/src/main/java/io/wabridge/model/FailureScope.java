package io.wabridge.model;

/** Which other calls would fail like the failed one. */
public enum FailureScope {
  /** This message alone. */
  MESSAGE,
  /** Everything to the same person. */
  PERSON,
  /** Everything with the same credential; another credential of the endpoint may work. */
  CREDENTIAL,
  /** Everything through the same endpoint. */
  ENDPOINT
}
