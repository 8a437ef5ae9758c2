package io.wabridge.state;

/** {@link MovedChannelTests} over the batched calls, which the stages use. */
class MovedChannelBatchTests extends MovedChannelTests {

  @Override
  boolean batched() {
    return true;
  }
}
