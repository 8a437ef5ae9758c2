package io.wabridge.state;

/** {@link GroupConversationTests} over the batched calls, which the stages use. */
class GroupConversationBatchTests extends GroupConversationTests {

  @Override
  boolean batched() {
    return true;
  }
}
