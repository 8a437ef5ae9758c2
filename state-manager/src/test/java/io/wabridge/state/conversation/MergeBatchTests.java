package io.wabridge.state.conversation;

/** {@link MergeTests} over the batched calls, which the stages use. */
class MergeBatchTests extends MergeTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
