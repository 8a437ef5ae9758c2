package io.wabridge.state.history;

/** {@link HistoryTests} over the direct calls of stages in the same JVM. */
class HistoryInProcessTests extends HistoryTests {

  @Override
  protected boolean batched() {
    return true;
  }

  @Override
  protected boolean nearby() {
    return true;
  }
}
