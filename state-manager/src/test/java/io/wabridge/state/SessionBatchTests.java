package io.wabridge.state;

/** The same, what a desk's connector keeps, asked as the stages ask it. */
class SessionBatchTests extends SessionTests {

  @Override
  boolean together() {
    return true;
  }
}
