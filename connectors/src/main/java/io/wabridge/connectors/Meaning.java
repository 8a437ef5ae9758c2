package io.wabridge.connectors;

import io.wabridge.model.Reason;
import java.time.Duration;

/** The meaning of a product's answer for the message that was sent. */
public sealed interface Meaning {

  Reason reason();

  /** Not accepted, and it will not be. */
  record Never(Reason reason) implements Meaning {}

  /** Not accepted now. */
  record Later(Reason reason, Duration after) implements Meaning {}

  /** The token was not accepted; another one may be. */
  record Token(Reason reason) implements Meaning {}

  /** The product itself does not know the outcome. */
  record Unknown(Reason reason) implements Meaning {}
}
