package io.wabridge.model;

import java.time.Instant;

/**
 * The only thing that travels on a queue.
 *
 * @param correlation one id for the whole path of a message, in every stage and log line
 * @param conversationKey envelopes with the same key stay in order; it selects the lane
 * @param idempotencyKey identifies repeated arrivals
 * @param acceptedAt when we said 200 to the other side
 */
public record Envelope<P extends Payload>(
    String correlation,
    TenantId tenant,
    String conversationKey,
    String idempotencyKey,
    Instant acceptedAt,
    P payload) {

  /** The envelope for the next stage. */
  public <Q extends Payload> Envelope<Q> next(
      String conversationKey, String idempotencyKey, Q payload) {
    return new Envelope<>(
        correlation, tenant, conversationKey, idempotencyKey, acceptedAt, payload);
  }
}
