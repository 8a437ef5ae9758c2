package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Genesys signs the bytes it sends like Meta, but writes the result in Base64; hex is refused. */
final class GenesysSignature {

  private static final String HEADER = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";

  static final WebhookRoute.Proof PROOF =
      new WebhookRoute.Proof(HEADER, PREFIX + "[A-Za-z0-9+/]{43}=");

  private GenesysSignature() {}

  static boolean genuine(WebhookRequest webhook, Secret secret) {
    String header = webhook.header(HEADER);
    if (header == null || !header.startsWith(PREFIX) || secret.reveal().isEmpty()) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    byte[] expected = Base64.getEncoder().encode(Digests.hmacSha256(secret, webhook.body()));
    return MessageDigest.isEqual(expected, given);
  }
}
