package io.wabridge.state.conversation;

/** {@link MovedChannelTests} over the direct calls of stages in the same JVM. */
class MovedChannelInProcessTests extends MovedChannelTests {

  @Override
  protected boolean batched() {
    return true;
  }

  @Override
  protected boolean nearby() {
    return true;
  }
}
