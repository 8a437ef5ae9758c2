package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An inbox: of the type API, or one that Chatwoot itself connects to WhatsApp. */
final class Inbox {
  static final String API = "Channel::Api";
  static final String WHATSAPP = "Channel::Whatsapp";

  private final String type;
  private final @Nullable String phone;
  private final long id;
  private final Account account;
  private final String identifier;
  private final String hmacToken;
  private final String secret;
  private final boolean locked;
  private volatile String name;
  private volatile @Nullable String webhookUrl;
  private volatile ObjectNode attributes = Json.object();

  /**
   * An inbox.
   *
   * @param phone the number of a WhatsApp inbox; null: the inbox is of the type API
   */
  Inbox(
      long id,
      Account account,
      String name,
      String identifier,
      String hmacToken,
      String secret,
      boolean locked,
      @Nullable String phone) {
    this.type = phone == null ? API : WHATSAPP;
    this.phone = phone;
    this.id = id;
    this.account = account;
    this.name = name;
    this.identifier = identifier;
    this.hmacToken = hmacToken;
    this.secret = secret;
    this.locked = locked;
  }

  long id() {
    return id;
  }

  Account account() {
    return account;
  }

  String type() {
    return type;
  }

  boolean api() {
    return type.equals(API);
  }

  String name() {
    return name;
  }

  void name(String other) {
    name = other;
  }

  String identifier() {
    return identifier;
  }

  String secret() {
    return secret;
  }

  boolean locked() {
    return locked;
  }

  @Nullable String webhookUrl() {
    return webhookUrl;
  }

  void webhookUrl(String url) {
    webhookUrl = url;
  }

  void attributes(ObjectNode others) {
    attributes = others;
  }

  /** The hours in which an agent may answer; 0: always. */
  long replyHours() {
    return attributes.path("agent_reply_time_window").asLong(0);
  }

  ObjectNode slim() {
    return Json.object()
        .put("id", id)
        .put("name", name)
        .put("channel_type", type)
        .put("avatar_url", "")
        .put("provider", (String) null);
  }

  /** As administrators see it; agents see no secrets. */
  ObjectNode entity(boolean admin, boolean signs) {
    ObjectNode json = slim();
    if (!api()) {
      return json.put("phone_number", phone).put("lock_to_single_conversation", locked);
    }
    json.put("webhook_url", webhookUrl);
    json.put("inbox_identifier", identifier);
    json.put("lock_to_single_conversation", locked);
    json.put("enable_auto_assignment", true);
    json.put("greeting_enabled", false);
    json.set("additional_attributes", attributes);
    json.put("hmac_mandatory", false);
    if (admin) {
      json.put("hmac_token", hmacToken);
      if (signs) {
        json.put("secret", secret);
      }
    }
    return json;
  }
}
