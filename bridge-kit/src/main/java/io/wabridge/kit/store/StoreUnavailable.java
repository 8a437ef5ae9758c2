package io.wabridge.kit.store;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The object store failed; a retry may succeed. */
public final class StoreUnavailable extends IOException implements Explained {

  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public Reason reason() {
    return Reason.MEDIA_STORE_DOWN;
  }
}
