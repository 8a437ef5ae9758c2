package io.wabridge.kit.lane;

import io.wabridge.model.Reason;
import java.time.Duration;

/** The outcome of a step. */
public sealed interface Outcome {

  /** Done, or nothing to do. */
  Outcome DONE = new Done();

  /** The envelope is finished. */
  record Done() implements Outcome {}

  /** Retry in place after a while; the conversation waits, other conversations continue. */
  record Later(Duration after, Reason reason, String detail) implements Outcome {}

  /** Only a human can resolve it. */
  record Park(Reason reason, String detail) implements Outcome {}
}
