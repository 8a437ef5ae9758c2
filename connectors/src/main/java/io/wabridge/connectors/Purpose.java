package io.wabridge.connectors;

import io.wabridge.model.CallListener.Operation;

/** Whom a call is for and what it does there, for those who measure. */
public record Purpose(String provider, Operation operation) {}
