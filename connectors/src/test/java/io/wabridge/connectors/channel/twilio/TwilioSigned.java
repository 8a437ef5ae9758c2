package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as Twilio makes them, signed by code that is not the connector's. */
final class TwilioSigned {

  private TwilioSigned() {}

  static WebhookRequest form(String url, byte[] body, String token) {
    return request(url, body, Map.of("x-twilio-signature", signature(url, body, token)));
  }

  static String signature(String url, byte[] body, String token) {
    var text = new StringBuilder(url);
    new TreeMap<>(parameters(body)).forEach((name, value) -> text.append(name).append(value));
    return mac("HmacSHA1", token, text.toString());
  }

  static WebhookRequest request(String url, byte[] body, Map<String, String> headers) {
    var uri = URI.create(url);
    var query = new HashMap<String, List<String>>();
    if (uri.getRawQuery() != null) {
      parameters(uri.getRawQuery().getBytes(StandardCharsets.UTF_8))
          .forEach((name, value) -> query.put(name, List.of(value)));
    }
    return new WebhookRequest("POST", uri, "", query, headers, body);
  }

  static Map<String, String> parameters(byte[] body) {
    var all = new HashMap<String, String>();
    for (var pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      var both = pair.split("=", 2);
      if (!pair.isEmpty()) {
        all.put(decoded(both[0]), both.length == 2 ? decoded(both[1]) : "");
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static String mac(String algorithm, String key, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
