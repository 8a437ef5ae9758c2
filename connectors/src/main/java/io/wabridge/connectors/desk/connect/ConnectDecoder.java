package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.connectors.aws.SnsNotification;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the items of a chat. Only a message leaves that is certainly meant for the person: of an
 * agent, a bot or a flow, and visible to the customer.
 */
final class ConnectDecoder {

  /** Each content becomes a message to the person. */
  private static final int MOST = 100;

  private static final Set<String> FOR_PERSON = Set.of("CUSTOMER", "ALL");
  private static final Set<String> WRITERS = Set.of("AGENT", "SYSTEM", "CUSTOM_BOT");
  private static final String ITEM = "item";
  private static final String VISIBILITY = "visibility";
  private static final String MESSAGE_VISIBILITY = "MessageVisibility";

  private ConnectDecoder() {}

  /** The item of a notification, with the attribute that the item does not repeat. */
  static List<WebhookPart> split(SnsNotification notification) throws WebhookUnreadable {
    var item = OutsideJson.read(notification.message());
    var id = id(item, "Id");
    if (!item.isObject() || id == null || word(item, "Type") == null) {
      throw new WebhookUnreadable("The notification is not an item of a chat.");
    }
    var body = OutsideJson.object();
    body.set(ITEM, item);
    var visibility = notification.attribute(MESSAGE_VISIBILITY);
    if (visibility != null) {
      body.put(VISIBILITY, visibility);
    }
    var conversation = contact(item);
    var key = "item:" + id + files(item);
    var text = OutsideJson.write(body);
    var parts = new WebhookParts();
    parts.add(
        said(item) && !"CUSTOMER".equals(word(item, "ParticipantRole"))
            ? WebhookPart.message("", conversation, key, text)
            : WebhookPart.signal("", conversation, key, text));
    return parts.list();
  }

  /** The contact under which a chat is known after a transfer, too. */
  private static String contact(JsonNode item) {
    return id(item, "InitialContactId", id(item, "ContactId", ""));
  }

  /** A file that was being scanned is announced once more under the same id. */
  private static String files(JsonNode item) {
    return list(item, "Attachments").stream()
        .map(file -> ":" + word(file, "Status", ""))
        .collect(Collectors.joining());
  }

  private static boolean said(JsonNode item) {
    var type = word(item, "Type", "");
    return (type.equals("MESSAGE") || type.equals("ATTACHMENT"))
        && !word(item, "ContentType", "").startsWith(ConnectContents.EVENT);
  }

  static DeskEvent decode(String part, boolean sendsSupervisors) throws WebhookUnreadable {
    var body = OutsideJson.read(part);
    var item = body.path(ITEM);
    var role = word(item, "ParticipantRole", "");
    if (!said(item)) {
      return event(item, role);
    }
    if (role.equals("CUSTOMER")) {
      return new DeskEvent.Ignored("message of the person");
    }
    if (role.equals("SUPERVISOR") && !sendsSupervisors) {
      return new DeskEvent.Ignored("message of a supervisor");
    }
    var seen = visibilities(body, item);
    if (!seen.isEmpty() && !FOR_PERSON.containsAll(seen)) {
      return new DeskEvent.Ignored("message for agents only");
    }
    if (seen.isEmpty()) {
      throw new WebhookUnreadable(
          "The notification does not say who may see the message, so that it was not sent. Is raw"
              + " message delivery switched on?");
    }
    if (!WRITERS.contains(role) && !role.equals("SUPERVISOR")) {
      throw new WebhookUnreadable("The writer of the message has a role that is not known.");
    }
    return message(item);
  }

  private static DeskEvent message(JsonNode item) throws WebhookUnreadable {
    var contents = ConnectContents.of(item);
    if (contents.isEmpty()) {
      return new DeskEvent.Ignored("empty message");
    }
    if (contents.size() > MOST) {
      throw new WebhookUnreadable("The message has more than " + MOST + " contents.");
    }
    var id = id(item, "Id");
    var contact = contact(item);
    if (id == null || contact.isEmpty()) {
      throw new WebhookUnreadable("The message names no contact, or has no id.");
    }
    return new DeskEvent.AgentMessage(
        new ExternalId(id), "", contact, contents, time(item, "AbsoluteTime"));
  }

  /** Who may see it, in the item or beside it; every statement counts. */
  private static Set<String> visibilities(JsonNode body, JsonNode item) {
    return Stream.of(word(body, VISIBILITY), word(item, MESSAGE_VISIBILITY))
        .flatMap(Stream::ofNullable)
        .collect(Collectors.toSet());
  }

  private static DeskEvent event(JsonNode item, String role) {
    var name = name(word(item, "ContentType"), word(item, "Type", ""));
    if (!WRITERS.contains(role) || contact(item).isEmpty()) {
      return new DeskEvent.Ignored(name);
    }
    return switch (name) {
      case "typing" -> new DeskEvent.Typing("", contact(item));
      case "message.read" -> new DeskEvent.Read("", contact(item));
      default -> new DeskEvent.Ignored(name);
    };
  }

  private static String name(@Nullable String type, String otherwise) {
    return type != null && type.startsWith(ConnectContents.EVENT)
        ? type.substring(ConnectContents.EVENT.length())
        : otherwise;
  }
}
