package io.wabridge.state;

/** {@link QuoteByKeyTests} over the batched calls, which the stages use. */
class QuoteByKeyBatchTests extends QuoteByKeyTests {

  @Override
  boolean batched() {
    return true;
  }
}
