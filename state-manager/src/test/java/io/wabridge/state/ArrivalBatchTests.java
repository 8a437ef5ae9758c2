package io.wabridge.state;

/** {@link ArrivalTests} over the batched calls, which the stages use. */
class ArrivalBatchTests extends ArrivalTests {

  @Override
  boolean batched() {
    return true;
  }
}
