package io.wabridge.connectors.chatwoot;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members that the events of Chatwoot's webhooks have in common. */
public final class ChatwootEvent {

  public static final String CREATED = "message_created";
  public static final String UPDATED = "message_updated";

  private ChatwootEvent() {}

  /**
   * The event of a webhook: an object with the member {@code event}.
   *
   * @throws WebhookUnreadable the body is none
   */
  public static JsonNode read(byte[] body) throws WebhookUnreadable {
    var root = OutsideJson.read(new String(body, StandardCharsets.UTF_8));
    if (!root.isObject() || name(root).isEmpty()) {
      throw new WebhookUnreadable("The webhook is not an event of Chatwoot.");
    }
    return root;
  }

  /** Its name; empty if it has none. */
  public static String name(JsonNode root) {
    return word(root, "event", "");
  }

  /** The number of the account; empty if the event names none. */
  public static String account(JsonNode root) {
    return id(root.path("account"), "id", "");
  }

  /** The number of the inbox; empty if the event names none. */
  public static String inbox(JsonNode root) {
    var inConversation = id(conversation(root), "inbox_id", "");
    return id(root.path("inbox"), "id", inConversation);
  }

  /** The conversation of a message or of typing; events of conversations are one themselves. */
  public static JsonNode conversation(JsonNode root) {
    var conversation = root.path("conversation");
    return conversation.isObject() ? conversation : root;
  }

  /** The attributes of a message's content, also where a version writes them as text. */
  public static JsonNode attributes(JsonNode root) {
    var attributes = root.path("content_attributes");
    return attributes.isString() ? OutsideJson.readOrNothing(attributes.stringValue()) : attributes;
  }

  /** A number that may be a part of a path; null if the member is none. */
  public static @Nullable String number(JsonNode node, String name) {
    var number = word(node, name);
    return number != null && number.matches("[0-9]{1,18}") ? number : null;
  }

  /** The message of the same conversation that a message answers; null if it answers none. */
  public static @Nullable ChatwootMessageId quoted(JsonNode root, String conversation) {
    var quoted = number(attributes(root), "in_reply_to");
    return quoted == null ? null : new ChatwootMessageId(conversation, quoted);
  }
}
