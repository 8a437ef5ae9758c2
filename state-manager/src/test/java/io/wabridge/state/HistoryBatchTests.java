package io.wabridge.state;

/** {@link HistoryTests} over the batched calls, which the stages use. */
class HistoryBatchTests extends HistoryTests {

  @Override
  boolean batched() {
    return true;
  }
}
