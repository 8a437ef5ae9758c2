package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Chatwoot's webhooks: one event each. Only a message that is certainly meant for the person
 * leaves: written at Chatwoot, and marked as not private.
 */
final class ChatwootDecoder {

  private static final String CREATED = "message_created";

  /** Each content becomes a message to the person. */
  private static final int MOST = 100;

  private ChatwootDecoder() {}

  static List<WebhookPart> split(byte[] bytes) throws WebhookUnreadable {
    var root = OutsideJson.read(new String(bytes, StandardCharsets.UTF_8));
    var event = word(root, "event");
    if (!root.isObject() || event == null) {
      throw new WebhookUnreadable("The webhook is not an event of Chatwoot.");
    }
    var body = OutsideJson.write(root);
    var conversation =
        WebhookPart.indexable(
            id(root.path("account"), "id", "") + ":" + inbox(root) + ":" + ChatwootPeople.to(root));
    var id = id(root, "id");
    // the inbox and the account may both have a webhook for the same event
    var key =
        event.equals(CREATED) && id != null
            ? event + ":" + id
            : event + ":" + Digests.sha256Hex(body);
    var parts = new WebhookParts();
    parts.add(
        leaves(root)
            ? WebhookPart.message("", conversation, key, body)
            : WebhookPart.signal("", conversation, key, body));
    return parts.list();
  }

  /** The number of the inbox; empty if the event names none. */
  static String inbox(JsonNode root) {
    var inConversation = id(conversation(root), "inbox_id", "");
    return id(root.path("inbox"), "id", inConversation);
  }

  /** The conversation of a message or of typing; events of conversations are one themselves. */
  static JsonNode conversation(JsonNode root) {
    var conversation = root.path("conversation");
    return conversation.isObject() ? conversation : root;
  }

  static DeskEvent decode(String part) throws WebhookUnreadable {
    var root = OutsideJson.read(part);
    var event = word(root, "event", "");
    return switch (event) {
      case CREATED ->
          leaves(root) ? said(root) : new DeskEvent.Ignored(event + " " + whoseMessage(root));
      case "conversation_typing_on" -> typing(root);
      case "conversation_status_changed" ->
          new DeskEvent.Ignored(event + " " + word(root, "status", ""));
      default -> new DeskEvent.Ignored(event);
    };
  }

  private static boolean leaves(JsonNode root) {
    return word(root, "event", "").equals(CREATED) && whoseMessage(root).isEmpty();
  }

  /** Why a message is not for the person; empty if it is. */
  private static String whoseMessage(JsonNode root) {
    var type = word(root, "message_type", "");
    if (!type.equals("outgoing") && !type.equals("template")) {
      return type;
    }
    if (!"false".equals(text(root, "private"))) {
      return "private";
    }
    return ours(root) ? "of the bridge" : "";
  }

  /** What the business wrote on its phone was posted by the bridge, and comes back. */
  private static boolean ours(JsonNode root) {
    return flag(ChatwootContents.attributes(root), "external_echo")
        || word(root, "source_id", "").startsWith("wamid.");
  }

  private static DeskEvent typing(JsonNode root) {
    var to = ChatwootPeople.to(root);
    var agent = word(root.path("user"), "type", "").equals("user") && !flag(root, "is_private");
    return agent && !to.isEmpty() ? new DeskEvent.Typing(to) : new DeskEvent.Ignored("typing");
  }

  private static DeskEvent said(JsonNode root) throws WebhookUnreadable {
    var contents = ChatwootContents.of(root);
    if (contents.isEmpty()) {
      return new DeskEvent.Ignored("empty message");
    }
    if (contents.size() > MOST) {
      throw new WebhookUnreadable("The webhook has more than " + MOST + " contents.");
    }
    var to = ChatwootPeople.to(root);
    var conversation = number(conversation(root), "id");
    var message = number(root, "id");
    if (to.isEmpty() || conversation == null || message == null) {
      throw new WebhookUnreadable("The webhook names no recipient, conversation or message.");
    }
    var id = new ChatwootMessageId(conversation, message);
    return new DeskEvent.AgentMessage(
        id.externalId(),
        to,
        conversation,
        contents,
        quoted(root, conversation),
        time(root, "created_at"));
  }

  private static @Nullable ExternalId quoted(JsonNode root, String conversation) {
    var quoted = number(ChatwootContents.attributes(root), "in_reply_to");
    return quoted == null ? null : new ChatwootMessageId(conversation, quoted).externalId();
  }

  private static @Nullable String number(JsonNode node, String name) {
    var number = word(node, name);
    return number != null && number.matches("[0-9]{1,18}") ? number : null;
  }
}
