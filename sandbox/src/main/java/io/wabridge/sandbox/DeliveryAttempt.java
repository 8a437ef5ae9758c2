package io.wabridge.sandbox;

import java.time.Instant;

/** One attempt to deliver a webhook: status 0 and an error if there was no answer. */
public record DeliveryAttempt(Instant at, int status, String error, long ms) {}
