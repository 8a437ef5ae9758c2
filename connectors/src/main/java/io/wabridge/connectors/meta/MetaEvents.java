package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.connector.WebhookPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds to each message and status of a change what is needed to decode it separately. */
final class MetaEvents {

  /** With more unmatched contacts than this, the sender cannot be determined. */
  private static final int FEW = 4;

  private final String field;
  private final JsonNode metadata;
  private final String endpoint;
  private final List<JsonNode> contacts;
  private final Map<String, List<JsonNode>> byId = new HashMap<>();

  MetaEvents(String field, JsonNode metadata, List<JsonNode> contacts) {
    this.field = field;
    this.metadata = metadata;
    this.endpoint = id(metadata, "phone_number_id", "");
    this.contacts = contacts;
    for (JsonNode contact : contacts) {
      index(contact, MetaPeople.userId(contact));
      index(contact, MetaPeople.number(contact));
    }
  }

  WebhookPart message(JsonNode message) {
    @Nullable String userId = id(message, "from_user_id");
    @Nullable String number = id(message, "from");
    JsonNode contact = contact(userId, number);
    String body = body("message", message, contact);
    @Nullable String id = id(message, "id");
    String key = id != null ? id : "h:" + Digests.sha256Hex(body);
    return WebhookPart.message(
        endpoint,
        endpoint + ":" + speaker(message, userId, number, contact, key),
        "m:" + endpoint + ":" + key,
        body);
  }

  WebhookPart status(JsonNode status) {
    @Nullable String userId = id(status, "recipient_user_id");
    @Nullable String number = id(status, "recipient_id");
    boolean group = "group".equals(word(status, "recipient_type"));
    JsonNode contact = contact(userId, number);
    @Nullable String participant =
        first(
            id(status, "recipient_participant_user_id"),
            id(status, "recipient_participant_id"),
            id(status, "participant_recipient_id"));
    @Nullable String person =
        group ? number : first(userId, contact == null ? null : id(contact, "user_id"), number);
    String body = body("status", status, contact);
    @Nullable String id = id(status, "id");
    return WebhookPart.signal(
        endpoint,
        endpoint + ":" + (person == null ? "" : person),
        id == null
            ? "s:h:" + Digests.sha256Hex(body)
            : "s:%s:%s:%s"
                .formatted(id, word(status, "status", ""), first(participant, userId, number, "")),
        body);
  }

  /** A message that the business wrote, to this person. */
  WebhookPart echo(JsonNode echo) {
    @Nullable String userId = id(echo, "to_user_id");
    @Nullable String number = id(echo, "to");
    JsonNode contact = contact(userId, number);
    String body = body("echo", echo, contact);
    @Nullable String id = id(echo, "id");
    return new WebhookPart(
        endpoint,
        keys(userId, number, contact),
        "m:" + endpoint + ":" + (id != null ? id : "h:" + Digests.sha256Hex(body)),
        WebhookPart.Type.MESSAGE,
        body);
  }

  /** A call of this person. */
  WebhookPart call(JsonNode call) {
    @Nullable String userId = id(call, "from_user_id");
    @Nullable String number = id(call, "from");
    JsonNode contact = contact(userId, number);
    String body = body("call", call, contact);
    return new WebhookPart(
        endpoint,
        keys(userId, number, contact),
        "c:%s:%s:%s"
            .formatted(
                endpoint, id(call, "id", "h:" + Digests.sha256Hex(body)), word(call, "event", "")),
        WebhookPart.Type.SIGNAL,
        body);
  }

  /** A wish of this person about the business's messages. */
  WebhookPart preference(JsonNode preference) {
    @Nullable String userId = id(preference, "user_id");
    @Nullable String number = id(preference, "wa_id");
    JsonNode contact = contact(userId, number);
    String body = body("preference", preference, contact);
    return new WebhookPart(
        endpoint,
        keys(userId, number, contact),
        "p:" + Digests.sha256Hex(body),
        WebhookPart.Type.SIGNAL,
        body);
  }

  /** All keys of a person that the event tells, the best first. */
  private List<String> keys(
      @Nullable String userId, @Nullable String number, @Nullable JsonNode contact) {
    List<String> keys =
        Stream.of(
                userId,
                contact == null ? null : id(contact, "user_id"),
                number,
                contact == null ? null : id(contact, "wa_id"))
            .flatMap(Stream::ofNullable)
            .map(id -> endpoint + ":" + id)
            .distinct()
            .toList();
    return keys.isEmpty() ? List.of(endpoint + ":") : keys;
  }

  /** The key of the person, which the statuses of our answers have, too. */
  private static String speaker(
      JsonNode message,
      @Nullable String userId,
      @Nullable String number,
      @Nullable JsonNode contact,
      String otherwise) {
    JsonNode system = message.path("system");
    @Nullable String speaker =
        first(
            id(message, "group_id"),
            userId,
            contact == null ? null : id(contact, "user_id"),
            number,
            id(system, "previous_user_id"),
            id(system, "user_id"),
            otherwise);
    return speaker == null ? otherwise : speaker;
  }

  private String body(String name, JsonNode event, @Nullable JsonNode contact) {
    ObjectNode body = OutsideJson.object();
    body.put("field", field);
    body.set("metadata", metadata.isObject() ? metadata : OutsideJson.object());
    ArrayNode whose = body.putArray("contacts");
    if (contact != null) {
      whose.add(contact);
    } else if (contacts.size() <= FEW) {
      contacts.forEach(whose::add);
    }
    body.set(name, event);
    return OutsideJson.write(body);
  }

  private @Nullable JsonNode contact(@Nullable String userId, @Nullable String number) {
    String bsuid = MetaPeople.userId(userId, number);
    String waId = MetaPeople.digits(number);
    List<JsonNode> sameUserId = bsuid == null ? List.of() : byId.getOrDefault(bsuid, List.of());
    List<JsonNode> sameNumber = waId == null ? List.of() : byId.getOrDefault(waId, List.of());
    List<JsonNode> candidates = new ArrayList<>(sameUserId);
    candidates.addAll(sameNumber);
    return MetaPeople.own(bsuid, waId, candidates);
  }

  private void index(JsonNode contact, @Nullable String id) {
    if (id != null) {
      byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(contact);
    }
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
