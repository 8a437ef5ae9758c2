package io.wabridge.sandbox;

/**
 * One planned fault. Kinds: an HTTP status or error code of the real product ("429", "131056"),
 * "500-after" (done, but answered 500), "hang-after" and "cut-after" (done, no answer), "hang",
 * "cut" (not done, no answer), "slow" (waits delayMs, then answers; downloads trickle).
 */
public record Fault(String operation, String kind, long delayMs, int bytesPerSecond) {}
