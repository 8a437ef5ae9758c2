package io.wabridge.state.conversation;

/** {@link RememberedReplyTests} with batched requests. */
class RememberedReplyBatchTests extends RememberedReplyTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
