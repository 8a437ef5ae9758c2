package io.wabridge.kit.resilience;

/**
 * The priority of a call. The lower it is, the larger the share of the budget that it must leave.
 */
public enum CallPriority {
  MESSAGE(0),
  FAILED_RECEIPT(0.1),
  DELIVERED_RECEIPT(0.25),
  /** A receipt that waits beside its conversation: it may wait longer than anything in it. */
  POSTPONED_RECEIPT(0.25);

  private final double keptShare;

  CallPriority(double keptShare) {
    this.keptShare = keptShare;
  }

  double keptShare() {
    return keptShare;
  }
}
