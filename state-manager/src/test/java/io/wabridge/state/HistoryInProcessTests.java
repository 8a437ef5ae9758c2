package io.wabridge.state;

/** {@link HistoryTests} over the direct calls of stages in the same JVM. */
class HistoryInProcessTests extends HistoryTests {

  @Override
  boolean batched() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
