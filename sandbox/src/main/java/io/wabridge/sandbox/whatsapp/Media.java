package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blob;
import org.jspecify.annotations.Nullable;

/** A stored file: uploaded by the business (then owned by its number) or sent by a person. */
record Media(
    String id,
    String mime,
    Blob blob,
    @Nullable String filename,
    @Nullable BusinessNumber owner,
    long storedAtMs,
    long livesMs) {}
