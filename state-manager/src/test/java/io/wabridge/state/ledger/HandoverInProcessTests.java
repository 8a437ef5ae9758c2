package io.wabridge.state.ledger;

/** {@link HandoverTests} over the direct calls of stages in the same JVM. */
class HandoverInProcessTests extends HandoverTests {

  @Override
  protected boolean batched() {
    return true;
  }

  @Override
  protected boolean nearby() {
    return true;
  }
}
