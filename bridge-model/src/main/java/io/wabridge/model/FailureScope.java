package io.wabridge.model;

/** What else would fail like the call that failed. */
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
