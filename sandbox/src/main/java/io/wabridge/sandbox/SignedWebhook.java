package io.wabridge.sandbox;

import java.net.URI;
import java.util.Map;

/** A webhook ready to send: signed bytes and their address. */
public record SignedWebhook(URI target, Map<String, String> headers, byte[] body, String about) {}
