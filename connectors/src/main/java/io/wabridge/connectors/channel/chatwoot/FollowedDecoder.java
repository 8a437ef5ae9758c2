package io.wabridge.connectors.channel.chatwoot;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootContents;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.connectors.chatwoot.ChatwootMessageId;
import io.wabridge.connectors.meta.MetaErrors;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decodes what was said in the inbox. A message of the business is one that it wrote outside the
 * bridge, with the name of its agent.
 */
final class FollowedDecoder {

  private static final int MOST = 100;
  private static final ErrorTable CODES = ErrorTable.beside(MetaErrors.class);

  /** As WhatsApp's error in the words of Chatwoot: "131026: Message undeliverable". */
  private static final Pattern CODE = Pattern.compile("([0-9]{1,7}):.*", Pattern.DOTALL);

  private FollowedDecoder() {}

  static ChannelEvent decode(String part) throws WebhookUnreadable {
    var body = OutsideJson.read(part);
    var root = body.path("event");
    return switch (FollowedEvent.of(root)) {
      case SAID -> said(root, body);
      case DELETED -> deleted(root);
      case FAILED -> failed(root);
      case NOTHING ->
          new ChannelEvent.Ignored((ChatwootEvent.name(root) + " " + kind(root)).strip());
    };
  }

  private static String kind(JsonNode root) {
    return flag(root, "private") ? "private" : word(root, "message_type", "");
  }

  /**
   * The contents of a message: a person's as they were written, an agent's with WhatsApp's marks.
   */
  static List<Content> contents(JsonNode root) throws WebhookUnreadable {
    var contents =
        FollowedEvent.byPerson(root)
            ? ChatwootContents.ofPerson(root)
            : ChatwootContents.ofAgent(root);
    if (contents.size() > MOST) {
      throw new WebhookUnreadable("The message has more than " + MOST + " contents.");
    }
    return contents;
  }

  private static ChannelEvent said(JsonNode root, JsonNode body) throws WebhookUnreadable {
    var id = id(root);
    var n = whole(body, "content") instanceof Long number ? number.intValue() : 0;
    var contents = contents(root);
    if (contents.isEmpty() && !FollowedEvent.byPerson(root)) {
      return new ChannelEvent.Ignored("empty message");
    }
    var content =
        n >= 0 && n < contents.size()
            ? contents.get(n)
            : new Content.Unsupported(
                flag(ChatwootEvent.attributes(root), "is_unsupported")
                    ? "unknown"
                    : Content.Unsupported.EMPTY,
                null);
    var quoted = ChatwootEvent.quoted(root, id.conversation());
    return new ChannelEvent.PersonMessage(
        n == 0 ? id.externalId() : id.externalId().derived(String.valueOf(n + 1)),
        FollowedPeople.of(root),
        content,
        quoted == null || n > 0 ? null : quoted.externalId(),
        origin(root),
        time(root, "created_at"));
  }

  private static Origin origin(JsonNode root) {
    return FollowedEvent.byPerson(root) ? Origin.PERSON : FollowedPeople.business(root);
  }

  private static ChannelEvent deleted(JsonNode root) throws WebhookUnreadable {
    var id = id(root).externalId();
    return changed(root, id.derived("deleted"), new Content.Deletion(id));
  }

  private static ChannelEvent failed(JsonNode root) throws WebhookUnreadable {
    var values = new HashMap<String, String>();
    values.put("reason", reason(root).name());
    var text = text(root, "content");
    var excerpt = text == null ? null : Excerpt.of(new Content.Text(text));
    if (excerpt != null) {
      values.put("excerpt", excerpt);
    }
    return changed(
        root,
        id(root).externalId().derived("failed"),
        new Content.Notice(NoticeKind.NOT_DELIVERED, values));
  }

  /** The time of a change is that of its webhook, which has none of its own. */
  private static ChannelEvent changed(JsonNode root, ExternalId id, Content content) {
    return new ChannelEvent.PersonMessage(
        id,
        FollowedPeople.of(root),
        content,
        null,
        Origin.businessElsewhere("Chatwoot"),
        Instant.now());
  }

  private static Reason reason(JsonNode root) {
    var code = CODE.matcher(word(ChatwootEvent.attributes(root), "external_error", ""));
    return code.matches()
        ? CODES.first(code.group(1)).map(meaning -> meaning.reason()).orElse(Reason.OTHER_SIDE)
        : Reason.OTHER_SIDE;
  }

  private static ChatwootMessageId id(JsonNode root) throws WebhookUnreadable {
    @Nullable String conversation = ChatwootEvent.number(ChatwootEvent.conversation(root), "id");
    @Nullable String message = ChatwootEvent.number(root, "id");
    if (conversation == null || message == null) {
      throw new WebhookUnreadable("The webhook names no conversation or message.");
    }
    return new ChatwootMessageId(conversation, message);
  }
}
