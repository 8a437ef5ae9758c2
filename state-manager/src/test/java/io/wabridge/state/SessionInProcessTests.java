package io.wabridge.state;

/** The same, what a desk's connector keeps, asked as stages of the same JVM ask it. */
class SessionInProcessTests extends SessionTests {

  @Override
  boolean together() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
