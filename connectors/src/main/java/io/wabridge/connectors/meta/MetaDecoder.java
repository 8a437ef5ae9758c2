package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
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
    if (root.path("echo").isObject()) {
      return MetaSignals.echo(root.path("echo"), contacts, part);
    }
    if (root.path("call").isObject()) {
      return MetaSignals.call(root.path("call"), root.path("metadata"), contacts);
    }
    if (root.path("preference").isObject()) {
      return MetaSignals.preference(root.path("preference"), contacts, part);
    }
    if (root.path("status").isObject()) {
      return status(root.path("status"), contacts);
    }
    String field = word(root, "field", "messages");
    if (MetaTemplateEvents.reads(field)) {
      return MetaTemplateEvents.decode(root);
    }
    if (MetaAccount.reads(field)) {
      return MetaAccount.decode(root);
    }
    return new ChannelEvent.Ignored(root.path("other").has("errors") ? field + ".errors" : field);
  }

  private static ChannelEvent message(JsonNode message, List<JsonNode> contacts, String part) {
    String type = MetaContents.type(message);
    ExternalId id = ownId(message, part);
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
    return new ChannelEvent.PersonMessage(
        id,
        group == null ? person : Person.ofGroup(group, "Group " + group),
        MetaContents.read(type, message),
        quoted(message),
        new Origin(
            forwarded(message.path("context")),
            MetaReferral.of(message),
            group == null ? null : MetaPeople.author(person),
            false),
        time(message, "timestamp"));
  }

  /** The message's id, or the hash of the part. */
  static ExternalId ownId(JsonNode event, String part) {
    @Nullable String id = id(event, "id");
    return new ExternalId(id != null ? id : "h:" + Digests.sha256Hex(part));
  }

  /** The message that this one answers; of an edit without content, the one that was edited. */
  static @Nullable ExternalId quoted(JsonNode message) {
    @Nullable String answered = id(message.path("context"), "id");
    @Nullable String quoted =
        answered != null ? answered : id(message.path("edit"), "original_message_id");
    return quoted == null ? null : new ExternalId(quoted);
  }

  static Origin.@Nullable Forwarded forwarded(JsonNode context) {
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
      List<MetaFault> faults = errors.stream().map(MetaFault::of).toList();
      reason = MetaErrors.reason(faults);
      String all = MetaFault.details(faults);
      detail = all.isEmpty() ? "WhatsApp gave no reason." : all;
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
