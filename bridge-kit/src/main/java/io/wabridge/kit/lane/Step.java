package io.wabridge.kit.lane;

import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;

/**
 * The work of a stage on one envelope. It may be called again for the same envelope. An exception
 * means that an internal service is unavailable: the step is retried.
 */
@FunctionalInterface
public interface Step {

  Outcome handle(Envelope<? extends Payload> envelope) throws Exception;
}
