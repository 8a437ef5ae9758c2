package io.wabridge.connectors.desk;

import io.wabridge.model.Secret;
import java.time.Duration;

/** A bearer token and how long the other side says it lives. */
public record IssuedToken(Secret token, Duration expiresIn) {}
