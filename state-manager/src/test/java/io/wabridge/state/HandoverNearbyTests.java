package io.wabridge.state;

/** The same, how far a message came, asked as stages of the same JVM ask it. */
class HandoverNearbyTests extends HandoverTests {

  @Override
  boolean together() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
