package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import io.wabridge.sandbox.whatsapp.NumberProvider;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Posts what Meta tells 360dialog: the same bytes with the headers that were registered, and with
 * 360dialog's signature where there is a platform secret. Meta's signature is not relayed.
 */
@Component
class WebhookRelay implements NumberProvider {
  private final Keys keys;
  private final WebhookSender sender;
  private final ShiftingClock clock;

  WebhookRelay(Keys keys, WebhookSender sender, ShiftingClock clock) {
    this.keys = keys;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public boolean serves(String phoneNumberId) {
    return keys.withWebhook(phoneNumberId).isPresent();
  }

  /** The copies follow only when the main address has answered 200. */
  @Override
  public boolean post(String phoneNumberId, byte[] body, String about) {
    Key key = keys.withWebhook(phoneNumberId).orElse(null);
    Key.Destination webhook = key == null ? null : key.webhook();
    if (key == null || webhook == null || !deliver(key, webhook, body, about)) {
      return false;
    }
    for (Key.Destination copy : key.copies()) {
      deliver(key, copy, body, "copy: " + about);
    }
    return true;
  }

  private boolean deliver(Key key, Key.Destination to, byte[] body, String about) {
    SignedWebhook webhook =
        new SignedWebhook(URI.create(to.url()), headers(key, to, body), body, about);
    return sender.deliver(webhook, new WeekOfRetries(clock, () -> keys.contains(key)));
  }

  private static Map<String, String> headers(Key key, Key.Destination to, byte[] body) {
    Map<String, String> headers = new HashMap<>(to.headers());
    headers.put("Content-Type", "application/json");
    String secret = key.platformSecret();
    if (secret != null) {
      headers.put("x-360dialog-signature", HexFormat.of().formatHex(Hmac.sha256(secret, body)));
    }
    return headers;
  }

  @Override
  public void reset() {
    keys.reset();
  }
}
