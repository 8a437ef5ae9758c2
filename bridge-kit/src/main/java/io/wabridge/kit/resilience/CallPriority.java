package io.wabridge.kit.resilience;

/**
 * What a call is for. The less it matters, the larger the share of the budget it leaves.
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
