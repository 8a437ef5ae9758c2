package io.wabridge.connectors.channel.dialog360;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a webhook is 360dialog's. A partner's webhooks are signed with the platform
 * secret; a direct client has no such secret, and its webhooks have a header that was registered
 * with the address. Meta's own signature is not relayed.
 */
final class Dialog360Ingress {

  static final String SECRET_HEADER = "X-Wabridge-Secret";

  /** Which of the two headers a webhook has depends on the account, so no route demands one. */
  static final List<WebhookRoute> ROUTES = List.of(WebhookRoute.get(), WebhookRoute.post());

  private static final String SIGNATURE_HEADER = "x-360dialog-signature";
  private static final String PREFIX = "sha256=";

  private Dialog360Ingress() {}

  static boolean genuine(WebhookRequest request, Dialog360Settings settings) {
    var platformSecret = settings.platformSecret();
    var signature = request.header(SIGNATURE_HEADER);
    if (signature != null && !platformSecret.reveal().isEmpty()) {
      return signed(request.body(), signature, platformSecret);
    }
    var shown = request.header(SECRET_HEADER);
    var expected = settings.webhookSecret().reveal();
    return shown != null && !expected.isEmpty() && same(expected, shown);
  }

  /** Lower-case hex; some accounts are said to write a prefix (d360 2). */
  private static boolean signed(byte[] body, String signature, Secret platformSecret) {
    var hex = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
    return same(HexFormat.of().formatHex(Digests.hmacSha256(platformSecret, body)), hex);
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(utf8(expected), utf8(given));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** 360dialog is said not to verify addresses; Meta's challenge would be a short number. */
  static Ingress verification(WebhookRequest request) {
    var challenge = request.parameter("hub.challenge");
    return challenge != null && challenge.matches("[0-9]{1,20}")
        ? new Ingress.Replied(WebhookReply.text(challenge))
        : new Ingress.Rejected(403);
  }

  /** An event about the account, {@code {"id","event","data"}}: it concerns no conversation. */
  static Optional<WebhookPart> partnerEvent(WebhookRequest request) {
    var json = OutsideJson.readOrNothing(new String(request.body(), StandardCharsets.UTF_8));
    var event = Fields.word(json, "event");
    if (event == null || json.has("object")) {
      return Optional.empty();
    }
    var body = OutsideJson.object();
    body.put("field", event);
    body.set("other", json);
    var part = OutsideJson.write(body);
    return Optional.of(WebhookPart.signal("", ":", "o:" + Digests.sha256Hex(part), part));
  }
}
