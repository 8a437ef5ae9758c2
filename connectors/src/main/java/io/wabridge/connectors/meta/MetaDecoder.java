package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decodes one part of a webhook into an event of a conversation. A message in a group belongs to
 * the group's conversation; its origin names the author.
 */
final class MetaDecoder {

  private MetaDecoder() {}

  static ChannelEvent decode(String part) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(part);
    List<JsonNode> contacts = list(root, "contacts");
    if (root.has("message")) {
      return message(root.path("message"), contacts, part);
    }
    if (root.path("status").isObject()) {
      return status(root.path("status"), contacts);
    }
    String field = word(root, "field", "messages");
    if (field.equals("smb_message_echoes") || root.path("other").has("message_echoes")) {
      return new ChannelEvent.Ignored("echo");
    }
    return new ChannelEvent.Ignored(root.path("other").has("errors") ? field + ".errors" : field);
  }

  private static ChannelEvent message(JsonNode message, List<JsonNode> contacts, String part) {
    String type = MetaContents.type(message);
    @Nullable String givenId = id(message, "id");
    ExternalId id = new ExternalId(givenId != null ? givenId : "h:" + Digests.sha256Hex(part));
    Person person =
        MetaPeople.person(
            id(message, "from_user_id"),
            id(message, "from_parent_user_id"),
            id(message, "from"),
            contacts);
    if (type.equals("request_welcome") && person.known()) {
      return new ChannelEvent.Ignored(type);
    }
    if (type.equals("system")) {
      ChannelEvent event = MetaSystem.decode(id, person, message);
      if (!(event instanceof ChannelEvent.IdentityChanged changed) || changed.before().known()) {
        return event;
      }
    }
    @Nullable String group = person.known() ? id(message, "group_id") : null;
    JsonNode context = message.path("context");
    @Nullable String quoted = id(context, "id");
    Content content = MetaReferral.prefix(MetaContents.read(type, message), message);
    return new ChannelEvent.PersonMessage(
        id,
        group == null ? person : Person.ofGroup(group, "Group " + group),
        content,
        quoted == null ? null : new ExternalId(quoted),
        new Origin(
            forwarded(context), null, group == null ? null : MetaPeople.author(person), false),
        time(message, "timestamp"));
  }

  private static Origin.@Nullable Forwarded forwarded(JsonNode context) {
    if (flag(context, "frequently_forwarded")) {
      return Origin.Forwarded.OFTEN;
    }
    return flag(context, "forwarded") ? Origin.Forwarded.ONCE : null;
  }

  private static ChannelEvent status(JsonNode status, List<JsonNode> contacts) {
    @Nullable String id = id(status, "id");
    String word = word(status, "status", "").toLowerCase(java.util.Locale.ROOT);
    Status became =
        switch (word) {
          case "sent" -> Status.SENT;
          case "delivered" -> Status.DELIVERED;
          case "read", "played" -> Status.READ;
          case "failed" -> Status.FAILED;
          default -> null;
        };
    if (id == null || became == null) {
      return new ChannelEvent.Ignored("status");
    }
    List<JsonNode> errors = list(status, "errors");
    @Nullable Reason reason = null;
    @Nullable String detail = null;
    if (became == Status.FAILED) {
      MetaFault fault =
          errors.isEmpty()
              ? new MetaFault(MetaFault.NO_CODE, 0, "")
              : MetaFault.of(errors.getFirst());
      reason = MetaErrors.reason(fault);
      detail = fault.detail().isEmpty() ? "WhatsApp gave no reason." : fault.detail();
    }
    return new ChannelEvent.StatusUpdate(
        new ExternalId(id),
        id(status, "biz_opaque_callback_data"),
        recipient(status, contacts),
        became,
        reason,
        detail,
        time(status, "timestamp"));
  }

  /**
   * In groups the participant, otherwise the recipient; one property name was corrected in May
   * 2026.
   */
  private static Person recipient(JsonNode status, List<JsonNode> contacts) {
    if ("group".equals(word(status, "recipient_type"))) {
      return MetaPeople.person(
          id(status, "recipient_participant_user_id"),
          id(status, "recipient_participant_parent_user_id"),
          id(status, "recipient_participant_id", id(status, "participant_recipient_id", "")),
          contacts);
    }
    @Nullable String parent = id(status, "recipient_parent_user_id");
    return MetaPeople.person(
        id(status, "recipient_user_id"),
        parent != null ? parent : id(status, "parent_recipient_user_id"),
        id(status, "recipient_id"),
        contacts);
  }
}
