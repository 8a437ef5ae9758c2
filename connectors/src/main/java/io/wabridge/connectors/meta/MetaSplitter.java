package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Splits a webhook of up to a thousand updates, so that an unreadable one does not block the
 * others.
 */
public final class MetaSplitter {

  private static final Set<String> CONVERSATION_FIELDS =
      Set.of("messages", "standby", "smb_message_echoes", "calls", "user_preferences", "");

  /** Lists of what was said or done before; they are in the archive only. */
  private static final Set<String> ARCHIVED_ONLY = Set.of("history", "smb_app_state_sync");

  private static final Set<String> TAKEN =
      Set.of(
          "messaging_product",
          "metadata",
          "contacts",
          "messages",
          "message_echoes",
          "calls",
          "user_preferences",
          "statuses",
          "standby");

  private MetaSplitter() {}

  public static List<WebhookPart> split(byte[] body) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(new String(body, StandardCharsets.UTF_8));
    if (!root.isObject() || !root.has("object") || !root.path("entry").isArray()) {
      throw new WebhookUnreadable("The webhook has no object and entry.");
    }
    WebhookParts parts = new WebhookParts();
    for (JsonNode entry : list(root, "entry")) {
      entry(entry, parts);
    }
    return parts.list();
  }

  /** Adds the updates of one entry: some carriers wrap the entries in an envelope of their own. */
  public static void entry(JsonNode entry, WebhookParts parts) throws WebhookUnreadable {
    for (JsonNode change : list(entry, "changes")) {
      split(entry, change, parts);
    }
  }

  private static void split(JsonNode entry, JsonNode change, WebhookParts parts)
      throws WebhookUnreadable {
    String field = word(change, "field", "");
    JsonNode value = change.path("value");
    if (!CONVERSATION_FIELDS.contains(field)) {
      parts.add(other(field, entry, value, ARCHIVED_ONLY.contains(field) ? digest(value) : value));
      return;
    }
    JsonNode inner = value.path("standby").isObject() ? value.path("standby") : value;
    JsonNode metadata = value.has("metadata") ? value.path("metadata") : inner.path("metadata");
    List<JsonNode> contacts = list(inner, "contacts");
    MetaEvents events =
        new MetaEvents(field, metadata, contacts.isEmpty() ? list(value, "contacts") : contacts);
    int before = parts.size();
    for (JsonNode message : list(inner, "messages")) {
      for (JsonNode one : MetaForms.withFiles(message)) {
        parts.add(events.message(one));
      }
    }
    for (JsonNode echo : list(inner, "message_echoes")) {
      parts.add(events.echo(echo));
    }
    for (JsonNode call : list(inner, "calls")) {
      parts.add(events.call(call));
    }
    for (JsonNode wish : list(inner, "user_preferences")) {
      parts.add(events.preference(wish));
    }
    for (JsonNode status : field.equals("calls") ? List.<JsonNode>of() : list(inner, "statuses")) {
      parts.add(events.status(status));
    }
    ObjectNode rest = rest(value);
    if (inner != value) {
      rest.setAll(rest(inner));
    }
    if (parts.size() == before || !rest.isEmpty()) {
      parts.add(other(field, entry, value, rest));
    }
  }

  /** Identifies a list that is not read: repeated arrivals have the same. */
  private static ObjectNode digest(JsonNode value) {
    return OutsideJson.object().put("digest", Digests.sha256Hex(OutsideJson.write(value)));
  }

  private static ObjectNode rest(JsonNode value) {
    ObjectNode rest = OutsideJson.object();
    value.properties().stream()
        .filter(property -> !TAKEN.contains(property.getKey()))
        .forEach(property -> rest.set(property.getKey(), property.getValue()));
    return rest;
  }

  /** An update that is neither message nor status: it has no id, so its content is its identity. */
  private static WebhookPart other(String field, JsonNode entry, JsonNode value, JsonNode what) {
    ObjectNode body = OutsideJson.object();
    body.put("field", field);
    if (MetaAccount.reads(field) || MetaTemplateEvents.reads(field)) {
      body.put("account", id(entry, "id", ""));
      body.put("time", word(entry, "time", ""));
    }
    body.set("metadata", value.path("metadata").isObject() ? value.path("metadata") : none());
    body.set("other", what.isMissingNode() ? none() : what);
    String json = OutsideJson.write(body);
    String endpoint = endpoint(value);
    String identity = word(entry, "id", "") + word(entry, "time", "") + json;
    return WebhookPart.signal(endpoint, endpoint + ":", "o:" + Digests.sha256Hex(identity), json);
  }

  private static String endpoint(JsonNode value) {
    @Nullable String id = id(value.path("metadata"), "phone_number_id");
    return id != null ? id : id(value.path("recipient"), "phone_number_id", "");
  }

  private static ObjectNode none() {
    return OutsideJson.object();
  }
}
