package io.wabridge.connectors.meta;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Meta signs the bytes it sends with the app secret, in lower-case hex. */
public final class MetaSignature {

  private static final String HEADER = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";

  public static final WebhookRoute.Proof PROOF =
      new WebhookRoute.Proof(HEADER, PREFIX + "[0-9a-f]{64}");

  private MetaSignature() {}

  public static boolean genuine(WebhookRequest webhook, Secret appSecret) {
    String header = webhook.header(HEADER);
    if (header == null || !header.startsWith(PREFIX) || appSecret.reveal().isEmpty()) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(Digests.hmacSha256(appSecret, webhook.body()));
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
  }
}
