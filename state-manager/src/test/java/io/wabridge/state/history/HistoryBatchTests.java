package io.wabridge.state.history;

/** {@link HistoryTests} over the batched calls, which the stages use. */
class HistoryBatchTests extends HistoryTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
