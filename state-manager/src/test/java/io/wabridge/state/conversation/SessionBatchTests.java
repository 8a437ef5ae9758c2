package io.wabridge.state.conversation;

/** {@link SessionTests} over the batched calls, which the stages use. */
class SessionBatchTests extends SessionTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
