package io.wabridge.connectors;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;

/**
 * No answer came. What matters most for a message is whether the other side can have taken it
 * nevertheless.
 */
public class OutboundFailure extends IOException implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;
  private final boolean begun;

  OutboundFailure(Throwable cause, boolean begun) {
    super(TransportErrors.sentence(cause), cause);
    this.reason = TransportErrors.reason(cause);
    this.begun = begun;
  }

  /** Whether the body had begun to leave; if not, nothing can have happened there. */
  public boolean begun() {
    return begun;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
