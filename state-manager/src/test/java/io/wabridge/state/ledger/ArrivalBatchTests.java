package io.wabridge.state.ledger;

/** {@link ArrivalTests} over the batched calls, which the stages use. */
class ArrivalBatchTests extends ArrivalTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
