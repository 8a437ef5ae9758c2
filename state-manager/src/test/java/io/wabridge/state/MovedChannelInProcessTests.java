package io.wabridge.state;

/** {@link MovedChannelTests} over the direct calls of stages in the same JVM. */
class MovedChannelInProcessTests extends MovedChannelTests {

  @Override
  boolean batched() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
