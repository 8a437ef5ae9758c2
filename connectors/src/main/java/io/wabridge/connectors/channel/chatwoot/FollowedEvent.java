package io.wabridge.connectors.channel.chatwoot;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.chatwoot.ChatwootEvent;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an event of the inbox is for the one who follows it. */
enum FollowedEvent {
  /** The person, an agent, a bot or Chatwoot itself said something. */
  SAID,
  /** A message was deleted at Chatwoot. */
  DELETED,
  /** WhatsApp did not deliver a message of the business. */
  FAILED,
  /** A private note, a status that says nothing new, or another event. */
  NOTHING;

  private static final Set<String> OF_BUSINESS = Set.of("outgoing", "template");

  /** Only what is certainly not private counts. */
  static FollowedEvent of(JsonNode root) {
    if (!"false".equals(text(root, "private")) || !(byPerson(root) || byBusiness(root))) {
      return NOTHING;
    }
    return switch (ChatwootEvent.name(root)) {
      case ChatwootEvent.CREATED -> SAID;
      case ChatwootEvent.UPDATED -> changed(root);
      default -> NOTHING;
    };
  }

  private static FollowedEvent changed(JsonNode root) {
    if (flag(ChatwootEvent.attributes(root), "deleted")) {
      return DELETED;
    }
    var failed =
        word(root, "status", "").equals("failed")
            || word(ChatwootEvent.attributes(root), "external_error") != null;
    return failed && byBusiness(root) ? FAILED : NOTHING;
  }

  static boolean byPerson(JsonNode root) {
    return word(root, "message_type", "").equals("incoming");
  }

  private static boolean byBusiness(JsonNode root) {
    return OF_BUSINESS.contains(word(root, "message_type", ""));
  }
}
