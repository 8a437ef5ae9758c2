package io.wabridge.state;

/** {@link OpenQuestionTests} over the batched calls, which the stages use. */
class OpenQuestionBatchTests extends OpenQuestionTests {

  @Override
  boolean batched() {
    return true;
  }
}
