package io.wabridge.tenant;

/** How a channel or desk is doing, as far as its last connecting or test told. */
public enum Connection {
  NEW,
  WORKING,
  FAILING,
  /** Switched off by an administrator. */
  DISABLED
}
