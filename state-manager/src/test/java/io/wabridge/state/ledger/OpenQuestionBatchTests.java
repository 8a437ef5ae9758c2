package io.wabridge.state.ledger;

/** {@link OpenQuestionTests} over the batched calls, which the stages use. */
class OpenQuestionBatchTests extends OpenQuestionTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
