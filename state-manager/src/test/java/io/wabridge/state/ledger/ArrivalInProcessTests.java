package io.wabridge.state.ledger;

/** {@link ArrivalTests} over the direct calls of stages in the same JVM. */
class ArrivalInProcessTests extends ArrivalTests {

  @Override
  protected boolean batched() {
    return true;
  }

  @Override
  protected boolean nearby() {
    return true;
  }
}
