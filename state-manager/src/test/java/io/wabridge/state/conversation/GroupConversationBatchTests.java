package io.wabridge.state.conversation;

/** {@link GroupConversationTests} over the batched calls, which the stages use. */
class GroupConversationBatchTests extends GroupConversationTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
