package io.wabridge.connectors;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;

/** The other side answered with a temporary error; a later retry may succeed. */
public class TemporaryFailure extends IOException implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public TemporaryFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
