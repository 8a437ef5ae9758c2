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
    List<String> speakers = speakers(message, userId, number, contact);
    return new WebhookPart(
        endpoint,
        keys(speakers.isEmpty() ? List.of(key) : speakers),
        "m:" + endpoint + ":" + key,
        WebhookPart.Type.MESSAGE,
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
    List<String> people =
        group && number != null ? List.of(number) : people(userId, number, contact);
    String body = body("status", status, contact);
    @Nullable String id = id(status, "id");
    return new WebhookPart(
        endpoint,
        keys(people.isEmpty() ? List.of("") : people),
        id == null
            ? "s:h:" + Digests.sha256Hex(body)
            : "s:%s:%s:%s"
                .formatted(id, word(status, "status", ""), first(participant, userId, number, "")),
        WebhookPart.Type.SIGNAL,
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

  private List<String> keys(List<String> people) {
    return people.stream().map(one -> endpoint + ":" + one).toList();
  }

  /**
   * The ids of the person, which the statuses of our answers have, too, or the id of the group. A
   * notice of a change contains the former and the new ids of the person.
   */
  private static List<String> speakers(
      JsonNode message,
      @Nullable String userId,
      @Nullable String number,
      @Nullable JsonNode contact) {
    @Nullable String group = id(message, "group_id");
    if (group != null) {
      return List.of(group);
    }
    JsonNode system = message.path("system");
    List<String> speakers = new ArrayList<>(people(userId, number, contact));
    add(speakers, id(system, "previous_user_id"));
    add(speakers, id(system, "user_id"));
    add(speakers, MetaPeople.digits(first(id(system, "wa_id"), id(system, "new_wa_id"))));
    return speakers;
  }

  /** All ids of one person, the user id first. */
  private static List<String> people(
      @Nullable String userId, @Nullable String number, @Nullable JsonNode contact) {
    List<String> people = new ArrayList<>();
    add(people, MetaPeople.userId(userId, number));
    add(people, contact == null ? null : MetaPeople.userId(contact));
    add(people, MetaPeople.digits(number));
    add(people, contact == null ? null : MetaPeople.number(contact));
    return people;
  }

  private static void add(List<String> ids, @Nullable String id) {
    if (id != null) {
      ids.add(id);
    }
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
