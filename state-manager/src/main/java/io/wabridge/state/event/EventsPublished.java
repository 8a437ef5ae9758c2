package io.wabridge.state.event;

/**
 * Notified when this instance has given events their positions, so that no reader waits for a poll.
 */
@FunctionalInterface
public interface EventsPublished {

  /** Returns at once. */
  void published();
}
