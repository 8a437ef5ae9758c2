package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.whatsapp.NumberProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Posts what Meta tells Twilio as Twilio's forms. */
@Component
class TwilioRelay implements NumberProvider {
  private final TwilioAccounts accounts;
  private final Sids sids;
  private final TwilioWebhooks webhooks;
  private final StatusCallbacks callbacks;
  private final OwnAddress address;

  TwilioRelay(
      TwilioAccounts accounts,
      Sids sids,
      TwilioWebhooks webhooks,
      StatusCallbacks callbacks,
      OwnAddress address) {
    this.accounts = accounts;
    this.sids = sids;
    this.webhooks = webhooks;
    this.callbacks = callbacks;
    this.address = address;
  }

  @Override
  public boolean serves(String phoneNumberId) {
    return accounts.withWebhook(phoneNumberId).isPresent();
  }

  @Override
  public boolean post(String phoneNumberId, byte[] body, String about) {
    TwilioAccount account = accounts.withWebhook(phoneNumberId).orElse(null);
    boolean accepted = account != null;
    for (JsonNode entry : Json.read(body).path("entry").values()) {
      for (JsonNode change : entry.path("changes").values()) {
        JsonNode value = change.path("value");
        for (JsonNode message : value.path("messages").values()) {
          accepted &= account != null && said(account, value, message, about);
        }
        for (JsonNode status : value.path("statuses").values()) {
          accepted &= account != null && became(account, status);
        }
      }
    }
    return accepted;
  }

  private boolean became(TwilioAccount account, JsonNode status) {
    TwilioAccount.Sent sent = account.sent().get(Json.text(status, "biz_opaque_callback_data", ""));
    if (sent == null) {
      return true;
    }
    String word = Json.text(status, "status", "");
    JsonNode error = status.path("errors").path(0);
    return word.equals("failed")
        ? callbacks.failed(
            account,
            sent,
            MetaCodes.twilios(error.path("code").asInt(0)),
            Json.text(error, "title", ""))
        : callbacks.report(account, sent, word, null, "");
  }

  private boolean said(TwilioAccount account, JsonNode value, JsonNode message, String about) {
    String type = Json.text(message, "type", "text");
    JsonNode content = message.path(type);
    boolean file = content.has("mime_type");
    Map<String, String> form = new LinkedHashMap<>();
    String sid = sids.of(Json.text(message, "id", ""), file ? "MM" : "SM");
    form.put("MessageSid", sid);
    form.put("SmsSid", sid);
    form.put("SmsMessageSid", sid);
    form.put("AccountSid", account.sid());
    form.put("ApiVersion", "2010-04-01");
    form.put("SmsStatus", "received");
    form.put("To", "whatsapp:+" + Json.text(value.path("metadata"), "display_phone_number", ""));
    person(value.path("contacts").path(0), message, form);
    form.put("MessageType", type);
    form.put("NumSegments", "1");
    form.put("NumMedia", file ? "1" : "0");
    form.put("Body", "");
    content(type, content, account, sid, form);
    context(message.path("context"), form);
    referral(message.path("referral"), form);
    String url = Json.text(account.webhook(), "callback_url", "");
    return webhooks.post(account, url, form, about);
  }

  private static void person(JsonNode contact, JsonNode message, Map<String, String> form) {
    String number = Json.text(message, "from");
    String user = Json.text(message, "from_user_id");
    form.put("From", "whatsapp:" + (number == null ? user : "+" + number));
    if (number != null) {
      form.put("WaId", number);
    }
    if (user != null) {
      form.put("ExternalUserId", "whatsapp:" + user);
    }
    form.put("ProfileName", Json.text(contact.path("profile"), "name", ""));
  }

  private void content(
      String type, JsonNode content, TwilioAccount account, String sid, Map<String, String> form) {
    switch (type) {
      case "text" -> form.put("Body", Json.text(content, "body", ""));
      case "location" -> {
        form.put("Latitude", Json.text(content, "latitude", ""));
        form.put("Longitude", Json.text(content, "longitude", ""));
        put(form, "Label", Json.text(content, "name"));
        put(form, "Address", Json.text(content, "address"));
      }
      case "interactive" -> reply(content, form);
      case "button" -> {
        form.put("Body", Json.text(content, "text", ""));
        form.put("ButtonText", Json.text(content, "text", ""));
        form.put("ButtonPayload", Json.text(content, "payload", ""));
      }
      default -> {
        if (content.has("mime_type")) {
          form.put("Body", Json.text(content, "caption", ""));
          form.put("MediaContentType0", Json.text(content, "mime_type", "").split(";")[0]);
          form.put(
              "MediaUrl0",
              "%s%s/2010-04-01/Accounts/%s/Messages/%s/Media/ME%s"
                  .formatted(
                      address.base(),
                      TwilioFacade.BASE,
                      account.sid(),
                      sid,
                      Json.text(content, "id", "")));
        }
      }
    }
  }

  private static void reply(JsonNode interactive, Map<String, String> form) {
    String kind = Json.text(interactive, "type", "");
    JsonNode chosen = interactive.path(kind);
    form.put("Body", Json.text(chosen, "title", ""));
    if (kind.equals("list_reply")) {
      form.put("ListId", Json.text(chosen, "id", ""));
    } else {
      form.put("ButtonText", Json.text(chosen, "title", ""));
      form.put("ButtonPayload", Json.text(chosen, "id", ""));
    }
  }

  private void context(JsonNode context, Map<String, String> form) {
    put(form, "OriginalRepliedMessageSid", sids.find(Json.text(context, "id")));
    if (context.has("forwarded")) {
      form.put("Forwarded", "true");
    }
  }

  private static void referral(JsonNode referral, Map<String, String> form) {
    put(form, "ReferralSourceType", Json.text(referral, "source_type"));
    put(form, "ReferralSourceId", Json.text(referral, "source_id"));
    put(form, "ReferralSourceUrl", Json.text(referral, "source_url"));
    put(form, "ReferralHeadline", Json.text(referral, "headline"));
    put(form, "ReferralBody", Json.text(referral, "body"));
  }

  private static void put(Map<String, String> form, String name, @Nullable String value) {
    if (value != null) {
      form.put(name, value);
    }
  }

  @Override
  public void reset() {
    accounts.reset();
  }
}
