package io.wabridge.state.window;

/** The same with batched calls, as the stages use them. */
class PersonWaitBatchTests extends PersonWaitTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
