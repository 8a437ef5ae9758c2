package io.wabridge.state.conversation;

/** {@link MovedChannelTests} over the batched calls, which the stages use. */
class MovedChannelBatchTests extends MovedChannelTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
