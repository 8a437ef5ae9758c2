package io.wabridge.state;

/** {@link SessionTests} over the batched calls, which the stages use. */
class SessionBatchTests extends SessionTests {

  @Override
  boolean batched() {
    return true;
  }
}
