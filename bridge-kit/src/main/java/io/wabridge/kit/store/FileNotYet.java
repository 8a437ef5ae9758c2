package io.wabridge.kit.store;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;

/** A file cannot be fetched with the credentials of now; a retry after their correction may. */
final class FileNotYet extends IOException implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;

  FileNotYet(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
