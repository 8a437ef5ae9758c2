package io.wabridge.state;

/** The same, how far a message came, asked as the stages ask it. */
class HandoverBatchTests extends HandoverTests {

  @Override
  boolean together() {
    return true;
  }
}
