package io.wabridge.sandbox;

import java.time.Instant;

/** One try of a webhook: status 0 and an error when there was no answer. */
public record DeliveryAttempt(Instant at, int status, String error, long ms) {}
