package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Webhook;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** Meta signs the bytes it sends with the app secret, in lower-case hex. */
final class CloudSignature {

  private static final String HEADER = "x-hub-signature-256";
  private static final String PREFIX = "sha256=";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  private CloudSignature() {}

  /** Whether there is anything to compare; all that can be known without the body. */
  static boolean present(Map<String, String> headers, Secret appSecret) {
    String header = headers.get(HEADER);
    return header != null && FORM.matcher(header).matches() && !appSecret.reveal().isEmpty();
  }

  static boolean genuine(Webhook webhook, Secret appSecret) {
    String header = webhook.header(HEADER);
    if (header == null || !header.startsWith(PREFIX) || appSecret.reveal().isEmpty()) {
      return false;
    }
    byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(Digests.hmacSha256(appSecret, webhook.body()));
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
  }
}
