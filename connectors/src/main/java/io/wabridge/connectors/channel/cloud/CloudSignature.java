package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Webhook;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Meta signs the bytes it sends with the app secret, in lower-case hex. */
final class CloudSignature {

  private static final String PREFIX = "sha256=";

  private CloudSignature() {}

  static boolean genuine(Webhook webhook, Secret appSecret) {
    String header = webhook.header("x-hub-signature-256");
    if (header == null || !header.startsWith(PREFIX) || appSecret.reveal().isEmpty()) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(Digests.hmacSha256(appSecret, webhook.body()));
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
  }
}
