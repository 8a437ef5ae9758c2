package io.wabridge.kit.lane;

import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;

/**
 * The one thing a stage does with an envelope. It may be called again for the same envelope. An
 * exception means that something of ours is not there right now: the step is tried again.
 */
@FunctionalInterface
public interface Step {

  Outcome handle(Envelope<? extends Payload> envelope) throws Exception;
}
