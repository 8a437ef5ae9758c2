package io.wabridge.state;

/** The same with batched calls. */
class ConversationHandoverBatchTests extends ConversationHandoverTests {

  @Override
  boolean batched() {
    return true;
  }
}
