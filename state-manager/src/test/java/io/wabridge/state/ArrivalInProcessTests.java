package io.wabridge.state;

/** {@link ArrivalTests} over the direct calls of stages in the same JVM. */
class ArrivalInProcessTests extends ArrivalTests {

  @Override
  boolean batched() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
