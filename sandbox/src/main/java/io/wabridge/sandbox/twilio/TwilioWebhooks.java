package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Signs forms and posts them; what follows the hash of an address says how often to try. */
@Component
class TwilioWebhooks {
  private static final String FOREIGN_TOKEN = "token-of-another-account";

  private final WebhookSender sender;

  TwilioWebhooks(WebhookSender sender) {
    this.sender = sender;
  }

  /** Blocks until the webhook was accepted (true) or given up (false). */
  boolean post(TwilioAccount account, String configured, Map<String, String> form, String about) {
    String url = configured.replaceFirst("#.*$", "");
    SignedWebhook webhook =
        new SignedWebhook(
            URI.create(url),
            headers(account, url, form),
            Forms.write(form).getBytes(StandardCharsets.UTF_8),
            about);
    TwilioRetries retries = TwilioRetries.of(configured);
    boolean accepted = sender.deliver(webhook, retries);
    if (account.manners().repeats()) {
      sender.deliver(webhook, retries);
    }
    return accepted;
  }

  private static Map<String, String> headers(
      TwilioAccount account, String url, Map<String, String> form) {
    TwilioAccount.Manners manners = account.manners();
    StringBuilder text = new StringBuilder(manners.signsPort() ? withPort(url) : url);
    new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    headers.put("User-Agent", "TwilioProxy/1.1");
    headers.put("I-Twilio-Idempotency-Token", UUID.randomUUID().toString());
    headers.put("X-Home-Region", "us1");
    headers.put("Accept", "*/*");
    String token = manners.foreignToken() ? FOREIGN_TOKEN : account.authToken();
    if (manners.sharedKey()) {
      headers.put(
          "X-Twilio-Webhooks-Signature-Settings",
          "key=" + TwilioAccount.SHARED_KEY_ID + ",algorithm=HMAC_SHA256");
      headers.put(
          "X-Twilio-Signature", mac("HmacSHA256", TwilioAccount.SHARED_KEY, text.toString()));
    } else {
      headers.put("X-Twilio-Signature", mac("HmacSHA1", token, text.toString()));
    }
    return headers;
  }

  private static String withPort(String url) {
    URI uri = URI.create(url);
    if (uri.getPort() != -1) {
      return url.replaceFirst(":" + uri.getPort(), "");
    }
    return url.replaceFirst(
        uri.getHost(), uri.getHost() + (url.startsWith("https") ? ":443" : ":80"));
  }

  private static String mac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing in this JVM", e);
    }
  }
}
