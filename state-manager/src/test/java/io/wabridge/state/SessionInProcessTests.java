package io.wabridge.state;

/** {@link SessionTests} over the direct calls of stages in the same JVM. */
class SessionInProcessTests extends SessionTests {

  @Override
  boolean batched() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
