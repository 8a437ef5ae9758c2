package io.wabridge.connectors;

import java.io.IOException;

/**
 * No answer came. What matters most for a message is whether the other side can have taken it
 * nevertheless.
 */
public class OutboundFailure extends IOException {

  private static final long serialVersionUID = 1L;
  private final boolean begun;

  OutboundFailure(String message, boolean begun, Throwable cause) {
    super(message, cause);
    this.begun = begun;
  }

  /** Whether the body had begun to leave; if not, nothing can have happened there. */
  public boolean begun() {
    return begun;
  }
}
