package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports the status of a message, to the message's own address or to the sender's. */
@Component
class StatusCallbacks {
  private final TwilioWebhooks webhooks;

  StatusCallbacks(TwilioWebhooks webhooks) {
    this.webhooks = webhooks;
  }

  boolean failed(TwilioAccount account, TwilioAccount.Sent sent, int code, String words) {
    return report(account, sent, "undelivered", code, words);
  }

  boolean report(
      TwilioAccount account,
      TwilioAccount.Sent sent,
      String status,
      @Nullable Integer code,
      String words) {
    sent.resource().put("status", status);
    String sender = Json.text(account.webhook(), "status_callback_url");
    String url = sent.callback() == null ? sender : sent.callback();
    if (url == null) {
      return true;
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("ChannelPrefix", "whatsapp");
    form.put("ApiVersion", "2010-04-01");
    form.put("MessageStatus", status);
    form.put("SmsSid", sent.sid());
    form.put("SmsStatus", status);
    form.put("ChannelInstallSid", account.senderSid());
    form.put("To", sent.to());
    form.put("From", Json.text(sent.resource(), "from", ""));
    form.put("MessageSid", sent.sid());
    form.put("AccountSid", account.sid());
    form.put(
        "ChannelToAddress", sent.to().replaceFirst("^whatsapp:", "").replaceFirst("....$", "XXXX"));
    if (!status.equals("sent")) {
      form.put("EventType", status.toUpperCase(Locale.ROOT));
    }
    if (code != null) {
      form.put("ErrorCode", String.valueOf(code));
      form.put("ChannelStatusMessage", words);
    }
    return webhooks.post(account, url, form, status + " " + sent.sid());
  }
}
