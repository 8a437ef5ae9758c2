package io.wabridge.sandbox;

import java.net.URI;
import java.util.Map;

/** A webhook ready to go: signed bytes and where they are going. */
public record SignedWebhook(URI target, Map<String, String> headers, byte[] body, String about) {}
