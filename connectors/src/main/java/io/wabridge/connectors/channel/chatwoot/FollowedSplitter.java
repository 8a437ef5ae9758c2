package io.wabridge.connectors.channel.chatwoot;

import static io.wabridge.connectors.Fields.id;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Splits an event: one part for each content of a message, as Chatwoot shows a text and several
 * files in one message. The body of a part is {@code {"content": its number, "event": …}}.
 */
final class FollowedSplitter {

  private FollowedSplitter() {}

  static List<WebhookPart> split(byte[] body) throws WebhookUnreadable {
    return split(ChatwootEvent.read(body));
  }

  static List<WebhookPart> split(JsonNode root) throws WebhookUnreadable {
    var parts = new WebhookParts();
    var event = FollowedEvent.of(root);
    var id = id(root, "id");
    if (event == FollowedEvent.NOTHING || id == null) {
      var body = body(root, 0);
      parts.add(WebhookPart.signal("", ":", "o:" + Digests.sha256Hex(body), body));
      return parts.list();
    }
    var keys = FollowedPeople.keys(FollowedPeople.of(root));
    var key = event.name().toLowerCase(Locale.ROOT) + ":" + id;
    var contents = event == FollowedEvent.SAID ? FollowedDecoder.contents(root).size() : 1;
    for (var n = 0; n < Math.max(1, contents); n++) {
      parts.add(
          new WebhookPart(
              "", keys, n == 0 ? key : key + "#" + n, WebhookPart.Type.MESSAGE, body(root, n)));
    }
    return parts.list();
  }

  private static String body(JsonNode root, int content) {
    var body = OutsideJson.object().put("content", content);
    body.set("event", root);
    return OutsideJson.write(body);
  }
}
