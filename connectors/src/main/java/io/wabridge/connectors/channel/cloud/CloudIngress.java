package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.meta.MetaSignature;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;

/** Meta's requests: the verification of the address, and signed webhooks. */
final class CloudIngress {

  static final List<WebhookRoute> ROUTES =
      List.of(WebhookRoute.get(), WebhookRoute.post(MetaSignature.PROOF));

  /** Meta's are numbers; nothing else is echoed at the bridge's own address. */
  private static final Pattern CHALLENGE = Pattern.compile("[0-9]{1,100}");

  private static final Ingress FORBIDDEN = new Ingress.Rejected(403);

  private CloudIngress() {}

  /** The challenge is returned unchanged (whatsapp-cloud 1.1). */
  static Ingress verification(WebhookRequest request, CloudSettings settings) {
    var challenge = request.parameter("hub.challenge");
    var token = request.parameter("hub.verify_token");
    if (challenge == null || !CHALLENGE.matcher(challenge).matches() || token == null) {
      return FORBIDDEN;
    }
    var expected = settings.verifyToken().reveal();
    return "subscribe".equals(request.parameter("hub.mode"))
            && !expected.isEmpty()
            && MessageDigest.isEqual(utf8(expected), utf8(token))
        ? new Ingress.Replied(WebhookReply.text(challenge))
        : FORBIDDEN;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
