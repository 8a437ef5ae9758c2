package io.wabridge.kit.resilience;

/**
 * What a call to a desk is for; the less it matters, the more of the budget it leaves to others.
 */
public enum CallPriority {
  MESSAGE(0),
  FAILED_RECEIPT(0.1),
  DELIVERED_RECEIPT(0.25);

  private final double keptShare;

  CallPriority(double keptShare) {
    this.keptShare = keptShare;
  }

  double keptShare() {
    return keptShare;
  }
}
