package io.wabridge.state;

/** The same, how far a message came, asked as stages of the same JVM ask it. */
class HandoverInProcessTests extends HandoverTests {

  @Override
  boolean together() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
