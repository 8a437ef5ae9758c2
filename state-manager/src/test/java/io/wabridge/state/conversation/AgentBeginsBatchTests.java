package io.wabridge.state.conversation;

/** {@link AgentBeginsTests} over the batched calls, which the stages use. */
class AgentBeginsBatchTests extends AgentBeginsTests {

  @Override
  protected boolean batched() {
    return true;
  }
}
