package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Blob;

/** A file that an agent attached. */
record Download(String id, Blob blob, String mime, String filename) {}
