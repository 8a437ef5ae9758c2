package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Builds the value of a messages change: the contact, the number, and the event. */
final class ChangeValues {
  private ChangeValues() {}

  static ObjectNode of(BusinessNumber number) {
    ObjectNode value = Json.object().put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", number.digits())
        .put("phone_number_id", number.id());
    return value;
  }

  static ObjectNode contact(Chat chat, NamedIds ids, boolean withUsername) {
    Person person = chat.person();
    ObjectNode contact = Json.object();
    ObjectNode profile = contact.putObject("profile").put("name", person.name());
    if (withUsername && person.username() != null) {
      profile.put("username", person.username());
    }
    put(contact, "wa_id", ids.waId(chat));
    put(contact, "user_id", ids.userId(chat));
    return contact;
  }

  static String bsuid(Chat chat) {
    return chat.person().bsuidAt(chat.number().waba().businessId());
  }

  static ObjectNode status(BusinessMessage message, Chat chat, String status, long atMs) {
    ObjectNode node = Json.object().put("id", message.id()).put("status", status);
    node.put("timestamp", Long.toString(atMs / 1000));
    put(node, "recipient_id", chat.ids().waId(chat));
    put(node, "recipient_user_id", chat.ids().userId(chat));
    callback(node, message.callbackData());
    return node;
  }

  static void callback(ObjectNode status, @Nullable String data) {
    put(status, "biz_opaque_callback_data", data);
  }

  static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  static void pricing(ObjectNode status, String category) {
    status
        .putObject("pricing")
        .put("billable", true)
        .put("pricing_model", "PMP")
        .put("type", "regular")
        .put("category", category);
  }

  static void error(ObjectNode status, int code, String details) {
    ObjectNode error = status.putArray("errors").addObject().put("code", code);
    error.put("title", ErrorCodes.title(code)).put("message", ErrorCodes.title(code));
    error.putObject("error_data").put("details", details);
    error.put(
        "href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }
}
