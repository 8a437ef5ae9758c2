package io.wabridge.state;

/** The same, who wrote, and what is kept of it, asked as stages of the same JVM ask it. */
class ArrivalInProcessTests extends ArrivalTests {

  @Override
  boolean together() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
