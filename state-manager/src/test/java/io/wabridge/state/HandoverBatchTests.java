package io.wabridge.state;

/** {@link HandoverTests} over the batched calls, which the stages use. */
class HandoverBatchTests extends HandoverTests {

  @Override
  boolean batched() {
    return true;
  }
}
