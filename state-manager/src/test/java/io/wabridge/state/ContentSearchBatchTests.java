package io.wabridge.state;

/** {@link ContentSearchTests} over the batched calls, which the stages use. */
class ContentSearchBatchTests extends ContentSearchTests {

  @Override
  boolean batched() {
    return true;
  }
}
