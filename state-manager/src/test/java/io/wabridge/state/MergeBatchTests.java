package io.wabridge.state;

/** {@link MergeTests} over the batched calls, which the stages use. */
class MergeBatchTests extends MergeTests {

  @Override
  boolean batched() {
    return true;
  }
}
