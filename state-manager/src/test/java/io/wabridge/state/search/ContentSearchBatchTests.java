package io.wabridge.state.search;

/** {@link ContentSearchTests} over the batched calls, which the stages use. */
class ContentSearchBatchTests extends ContentSearchTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
