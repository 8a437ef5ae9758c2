package io.wabridge.state;

/** {@link AgentBeginsTests} over the batched calls, which the stages use. */
class AgentBeginsBatchTests extends AgentBeginsTests {

  @Override
  boolean batched() {
    return true;
  }
}
