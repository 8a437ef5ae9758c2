package io.wabridge.state.ledger;

/** {@link HandoverTests} over the batched calls, which the stages use. */
class HandoverBatchTests extends HandoverTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
