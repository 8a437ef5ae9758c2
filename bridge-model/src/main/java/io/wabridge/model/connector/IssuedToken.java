package io.wabridge.model.connector;

import io.wabridge.model.Secret;
import java.time.Duration;

/** A bearer token and its lifetime as reported by the product. */
public record IssuedToken(Secret token, Duration expiresIn) {}
