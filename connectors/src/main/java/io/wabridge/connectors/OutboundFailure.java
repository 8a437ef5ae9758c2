package io.wabridge.connectors;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;

/**
 * A call without a response. It says whether the other side may have received the request
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

  /** Whether sending of the body had begun; if not, the request had no effect. */
  public boolean begun() {
    return begun;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
