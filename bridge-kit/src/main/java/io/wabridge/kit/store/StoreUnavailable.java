package io.wabridge.kit.store;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;

/** The object store failed; a retry may succeed. */
public final class StoreUnavailable extends IOException implements Explained {

  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Reason reason() {
    return Reason.MEDIA_STORE_DOWN;
  }
}
