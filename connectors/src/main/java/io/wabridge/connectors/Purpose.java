package io.wabridge.connectors;

import io.wabridge.model.CallListener.Operation;

/** The endpoint and the operation of a call, for metrics. */
public record Purpose(String provider, Operation operation) {}
