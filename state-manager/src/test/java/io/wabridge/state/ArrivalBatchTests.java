package io.wabridge.state;

/** The same, who wrote, and what is kept of it, asked as the stages ask it. */
class ArrivalBatchTests extends ArrivalTests {

  @Override
  boolean together() {
    return true;
  }
}
