package io.wabridge.tenant;

/** The state of a channel's or desk's connection, as of its last connect or test. */
public enum Connection {
  NEW,
  WORKING,
  FAILING,
  /** Switched off by an administrator. */
  DISABLED
}
