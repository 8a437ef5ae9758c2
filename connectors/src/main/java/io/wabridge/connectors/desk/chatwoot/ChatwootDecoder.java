package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.connectors.chatwoot.ChatwootContents;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.connectors.chatwoot.ChatwootMessageId;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Chatwoot's webhooks: one event each. Only a message that is certainly meant for the person
 * leaves: written at Chatwoot, and marked as not private.
 */
final class ChatwootDecoder {

  private static final String CREATED = ChatwootEvent.CREATED;

  /** Each content becomes a message to the person. */
  private static final int MOST = 100;

  private ChatwootDecoder() {}

  static List<WebhookPart> split(byte[] bytes) throws WebhookUnreadable {
    var root = ChatwootEvent.read(bytes);
    var event = ChatwootEvent.name(root);
    var body = OutsideJson.write(root);
    var conversation =
        WebhookPart.indexable(
            ChatwootEvent.account(root)
                + ":"
                + ChatwootEvent.inbox(root)
                + ":"
                + ChatwootPeople.to(root));
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

  static DeskEvent decode(String part) throws WebhookUnreadable {
    var root = OutsideJson.read(part);
    var event = ChatwootEvent.name(root);
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
    return ChatwootEvent.name(root).equals(CREATED) && whoseMessage(root).isEmpty();
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
    return flag(ChatwootEvent.attributes(root), "external_echo")
        || word(root, "source_id", "").startsWith("wamid.");
  }

  private static DeskEvent typing(JsonNode root) {
    var to = ChatwootPeople.to(root);
    var agent = word(root.path("user"), "type", "").equals("user") && !flag(root, "is_private");
    return agent && !to.isEmpty() ? new DeskEvent.Typing(to) : new DeskEvent.Ignored("typing");
  }

  private static DeskEvent said(JsonNode root) throws WebhookUnreadable {
    var contents = contents(root);
    if (contents.isEmpty()) {
      return new DeskEvent.Ignored("empty message");
    }
    if (contents.size() > MOST) {
      throw new WebhookUnreadable("The webhook has more than " + MOST + " contents.");
    }
    var to = ChatwootPeople.to(root);
    var conversation = ChatwootEvent.number(ChatwootEvent.conversation(root), "id");
    var message = ChatwootEvent.number(root, "id");
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

  /** A message may ask for a template, instead of what it shows. */
  private static List<Content> contents(JsonNode root) {
    return ChatwootTemplate.of(root)
        .map(template -> List.<Content>of(template))
        .orElseGet(() -> ChatwootContents.ofAgent(root));
  }

  private static @Nullable ExternalId quoted(JsonNode root, String conversation) {
    var quoted = ChatwootEvent.quoted(root, conversation);
    return quoted == null ? null : quoted.externalId();
  }
}
