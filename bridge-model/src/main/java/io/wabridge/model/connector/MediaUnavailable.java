package io.wabridge.model.connector;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;

/** A file of an outside product cannot be fetched, and a retry will not help. */
public class MediaUnavailable extends Exception implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public MediaUnavailable(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
