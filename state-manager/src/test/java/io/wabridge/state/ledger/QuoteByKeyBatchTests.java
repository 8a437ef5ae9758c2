package io.wabridge.state.ledger;

/** {@link QuoteByKeyTests} over the batched calls, which the stages use. */
class QuoteByKeyBatchTests extends QuoteByKeyTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
