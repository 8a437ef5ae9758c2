package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A contact of an account. */
final class Contact {
  private final long id;
  private final Account account;
  private final long createdAt;
  private final ObjectNode custom = Json.object();
  private volatile String name = "";
  private volatile @Nullable String phone;
  private volatile @Nullable String identifier;
  private volatile @Nullable String email;

  Contact(long id, Account account, long createdAt) {
    this.id = id;
    this.account = account;
    this.createdAt = createdAt;
  }

  long id() {
    return id;
  }

  Account account() {
    return account;
  }

  String name() {
    return name;
  }

  @Nullable String phone() {
    return phone;
  }

  @Nullable String identifier() {
    return identifier;
  }

  void set(
      String name, @Nullable String phone, @Nullable String identifier, @Nullable String email) {
    this.name = name;
    this.phone = phone;
    this.identifier = identifier;
    this.email = email;
  }

  @Nullable String email() {
    return email;
  }

  /** Merges: a PUT replaces no attribute that it does not name. */
  void custom(ObjectNode more) {
    custom.setAll(more);
  }

  ObjectNode entity() {
    ObjectNode json = Json.object();
    json.putObject("additional_attributes");
    json.put("availability_status", "offline").put("email", email).put("id", id);
    json.put("name", name).put("phone_number", phone).put("blocked", false);
    json.put("identifier", identifier).put("thumbnail", "");
    json.set("custom_attributes", custom.deepCopy());
    json.put("created_at", createdAt);
    return json;
  }

  /** As in webhooks; a contact that sends a message has no type there. */
  ObjectNode pushed() {
    ObjectNode json = Json.object();
    json.putObject("additional_attributes");
    json.set("custom_attributes", custom.deepCopy());
    json.put("email", email).put("id", id).put("identifier", identifier).put("name", name);
    json.put("phone_number", phone).put("thumbnail", "").put("blocked", false);
    return json;
  }
}
