package io.wabridge.kit.gate;

/**
 * What a call to a desk is for; the less it matters, the more of the budget it leaves to others.
 */
public enum Rank {
  MESSAGE(0),
  FAILED_RECEIPT(0.1),
  DELIVERED_RECEIPT(0.25);

  private final double leaves;

  Rank(double leaves) {
    this.leaves = leaves;
  }

  double leaves() {
    return leaves;
  }
}
