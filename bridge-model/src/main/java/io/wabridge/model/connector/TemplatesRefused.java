package io.wabridge.model.connector;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;

/**
 * A provider did not carry out a call about templates. The message is the provider's explanation
 * for the tenant.
 */
public final class TemplatesRefused extends Exception implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;
  private final boolean later;

  /**
   * @param later whether a later try may succeed
   */
  public TemplatesRefused(Reason reason, String words, boolean later) {
    super(words);
    this.reason = reason;
    this.later = later;
  }

  @Override
  public Reason reason() {
    return reason;
  }

  /** Whether a later try may succeed. */
  public boolean later() {
    return later;
  }
}
