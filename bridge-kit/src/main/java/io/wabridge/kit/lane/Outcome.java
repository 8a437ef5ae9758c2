package io.wabridge.kit.lane;

import io.wabridge.model.Reason;
import java.time.Duration;

/** What a step says about an envelope. */
public sealed interface Outcome {

  /** Done, or nothing to do. */
  Outcome DONE = new Done();

  /** The envelope has served. */
  record Done() implements Outcome {}

  /** Try again in place after a while; the conversation waits, the others go on. */
  record Later(Duration after, Reason reason, String detail) implements Outcome {}

  /** Only a human can help. */
  record Park(Reason reason, String detail) implements Outcome {}
}
