package io.wabridge.state;

/** {@link HandoverTests} over the direct calls of stages in the same JVM. */
class HandoverInProcessTests extends HandoverTests {

  @Override
  boolean batched() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
