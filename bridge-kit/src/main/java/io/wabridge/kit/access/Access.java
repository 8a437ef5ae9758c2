package io.wabridge.kit.access;

/** What the table of rules says about one call. */
public enum Access {
  ALLOWED,
  /** The caller may call this endpoint after showing its password or a code once more. */
  UNCONFIRMED,
  /** The caller may not call this endpoint. */
  FORBIDDEN,
  /** There is no such endpoint, or it is of a tenant that is not the caller's: 404 for both. */
  ABSENT
}
