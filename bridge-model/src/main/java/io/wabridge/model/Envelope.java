package io.wabridge.model;

import java.time.Instant;

/**
 * The only thing that travels on a queue.
 *
 * @param correlation one id for the whole way of a message, through every stage and log line
 * @param conversationKey what must stay in order; decides the lane
 * @param idempotencyKey what makes two arrivals the same
 * @param acceptedAt when we said 200 to the other side
 */
public record Envelope<P extends Payload>(
    String correlation,
    TenantId tenant,
    String conversationKey,
    String idempotencyKey,
    Instant acceptedAt,
    P payload) {

  /** The next station of the same way. */
  public <Q extends Payload> Envelope<Q> next(
      String conversationKey, String idempotencyKey, Q payload) {
    return new Envelope<>(
        correlation, tenant, conversationKey, idempotencyKey, acceptedAt, payload);
  }
}
