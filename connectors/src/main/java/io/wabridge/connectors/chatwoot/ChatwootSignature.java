package io.wabridge.connectors.chatwoot;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.WebhookRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Chatwoot signs the time of sending, a dot and the exact bytes of the body, in hex. */
final class ChatwootSignature {

  private static final String TIMESTAMP = "x-chatwoot-timestamp";
  private static final String SIGNATURE = "x-chatwoot-signature";
  private static final String PREFIX = "sha256=";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private ChatwootSignature() {}

  static boolean genuine(WebhookRequest request, Secret secret, Instant now) {
    var timestamp = request.header(TIMESTAMP);
    var signature = request.header(SIGNATURE);
    return timestamp != null
        && signature != null
        && !secret.reveal().isEmpty()
        && recent(timestamp, now)
        && MessageDigest.isEqual(utf8(of(timestamp, request.body(), secret)), utf8(signature));
  }

  private static String of(String timestamp, byte[] body, Secret secret) {
    var signed = new ByteArrayOutputStream();
    signed.writeBytes(utf8(timestamp + "."));
    signed.writeBytes(body);
    return PREFIX + HexFormat.of().formatHex(Digests.hmacSha256(secret, signed.toByteArray()));
  }

  private static boolean recent(String timestamp, Instant now) {
    return timestamp.matches("[0-9]{1,12}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
