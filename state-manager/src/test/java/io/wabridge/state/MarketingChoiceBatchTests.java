package io.wabridge.state;

/** {@link MarketingChoiceTests} over the batched calls, which the stages use. */
class MarketingChoiceBatchTests extends MarketingChoiceTests {

  @Override
  boolean batched() {
    return true;
  }
}
