package io.wabridge.state.handover;

/** The same with batched calls. */
class ConversationHandoverBatchTests extends ConversationHandoverTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
