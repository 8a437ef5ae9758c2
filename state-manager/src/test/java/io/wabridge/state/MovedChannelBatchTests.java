package io.wabridge.state;

/** The same, where messages go after a channel moved, asked as the stages ask it. */
class MovedChannelBatchTests extends MovedChannelTests {

  @Override
  boolean together() {
    return true;
  }
}
