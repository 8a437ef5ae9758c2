package io.wabridge.state;

/** The same, where messages go after a channel moved, asked as stages of the same JVM ask it. */
class MovedChannelInProcessTests extends MovedChannelTests {

  @Override
  boolean together() {
    return true;
  }

  @Override
  boolean nearby() {
    return true;
  }
}
