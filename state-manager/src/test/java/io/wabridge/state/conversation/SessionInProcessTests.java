package io.wabridge.state.conversation;

/** {@link SessionTests} over the direct calls of stages in the same JVM. */
class SessionInProcessTests extends SessionTests {

  @Override
  protected boolean batched() {
    return true;
  }

  @Override
  protected boolean nearby() {
    return true;
  }
}
