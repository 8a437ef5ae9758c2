package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.connector.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signature of a webhook (twilio 1). It covers the address that is registered at
 * Twilio, so the address comes from the bridge's settings, never from headers of proxies. A form's
 * parameters are signed with it; any other body is signed by its hash in the query.
 */
final class TwilioSignature {

  static final String HEADER = "x-twilio-signature";

  private static final String KEY_HEADER = "x-twilio-webhooks-signature-settings";
  private static final String BODY_HASH = "bodySHA256";

  private TwilioSignature() {}

  static boolean genuine(WebhookRequest request, TwilioSettings settings) {
    var signature = request.header(HEADER);
    return signature != null
        && bodyMatches(request)
        && TwilioKey.all(request.header(KEY_HEADER), settings).stream()
            .anyMatch(key -> signed(request, settings, key, signature));
  }

  static boolean hashesBody(WebhookRequest request) {
    return request.parameter(BODY_HASH) != null;
  }

  private static boolean bodyMatches(WebhookRequest request) {
    var hash = request.parameter(BODY_HASH);
    return hash == null || same(sha256Hex(request.body()), hash);
  }

  private static boolean signed(
      WebhookRequest request, TwilioSettings settings, TwilioKey key, String signature) {
    var parameters = hashesBody(request) ? "" : TwilioForm.read(request.body()).signed();
    return TwilioAddresses.of(request, settings)
        .map(address -> mac(key, address + parameters))
        .anyMatch(expected -> same(expected, signature));
  }

  private static String mac(TwilioKey key, String text) {
    try {
      var mac = Mac.getInstance(key.algorithm());
      mac.init(new SecretKeySpec(utf8(key.secret().reveal()), key.algorithm()));
      return Base64.getEncoder().encodeToString(mac.doFinal(utf8(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + key.algorithm(), e);
    }
  }

  private static String sha256Hex(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(utf8(expected), utf8(given));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
