package io.wabridge.state.erasure;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What an erasure has removed. It contains no personal data: the person is a keyed hash of the id
 * that was asked for.
 *
 * @param person hash of the id, in hexadecimal
 * @param rows removed rows by table
 * @param objects removed files by bucket
 * @param archive removed entries of raw webhooks by bucket
 * @param envelopes removed envelopes: held, parked
 * @param redisKeys removed keys
 * @param optOutKept whether a keyed hash keeps that the person wants no marketing messages
 * @param signature of all other fields, with the tenant's key, in hexadecimal
 */
@Schema(name = "ErasureCertificate")
record Certificate(
    String id,
    String tenantId,
    String person,
    String requestedBy,
    Instant requestedAt,
    Instant begunAt,
    Instant finishedAt,
    SortedMap<String, Long> rows,
    SortedMap<String, Long> objects,
    SortedMap<String, Long> archive,
    SortedMap<String, Long> envelopes,
    long redisKeys,
    boolean optOutKept,
    String signature) {

  Certificate signed(String signature) {
    return new Certificate(
        id,
        tenantId,
        person,
        requestedBy,
        requestedAt,
        begunAt,
        finishedAt,
        rows,
        objects,
        archive,
        envelopes,
        redisKeys,
        optOutKept,
        signature);
  }
}
