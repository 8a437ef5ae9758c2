package io.wabridge.state.window;

/** Why a wait for a person goes on, or is over. */
public enum WaitState {
  WAITING,
  /** The person wrote or called: the messages are sent. */
  ANSWERED,
  /** The time is over: the messages fail. */
  EXPIRED,
  /** The person did not get the template: the messages fail with its reason. */
  FAILED
}
