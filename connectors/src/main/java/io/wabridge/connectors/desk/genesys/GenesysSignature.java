package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Webhook;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** Genesys signs the bytes it sends like Meta, but writes the result in Base64; hex is refused. */
final class GenesysSignature {

  private static final String HEADER = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{43}=");

  private GenesysSignature() {}

  /** Whether there is anything to compare; all that can be known without the body. */
  static boolean present(Map<String, String> headers, Secret secret) {
    String header = headers.get(HEADER);
    return header != null && FORM.matcher(header).matches() && !secret.reveal().isEmpty();
  }

  static boolean genuine(Webhook webhook, Secret secret) {
    String header = webhook.header(HEADER);
    if (header == null || !header.startsWith(PREFIX) || secret.reveal().isEmpty()) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    byte[] expected = Base64.getEncoder().encode(Digests.hmacSha256(secret, webhook.body()));
    return MessageDigest.isEqual(expected, given);
  }
}
