package io.wabridge.state.conversation;

/** {@link MarketingChoiceTests} over the batched calls, which the stages use. */
class MarketingChoiceBatchTests extends MarketingChoiceTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
