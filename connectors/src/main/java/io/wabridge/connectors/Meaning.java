package io.wabridge.connectors;

import io.wabridge.model.Reason;
import java.time.Duration;

/** What an answer of the other side means for a message that was handed over with this answer. */
public sealed interface Meaning {

  Reason reason();

  /** Not taken, and it will not be. */
  record Never(Reason reason) implements Meaning {}

  /** Not taken now. */
  record Later(Reason reason, Duration after) implements Meaning {}

  /** The token was not accepted: another one may be. */
  record Token(Reason reason) implements Meaning {}

  /** The other side itself does not know what happened. */
  record Unknown(Reason reason) implements Meaning {}
}
