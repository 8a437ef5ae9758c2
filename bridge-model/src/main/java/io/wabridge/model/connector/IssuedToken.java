package io.wabridge.model.connector;

import io.wabridge.model.Secret;
import java.time.Duration;

/** A bearer token and how long the product says it lives. */
public record IssuedToken(Secret token, Duration expiresIn) {}
