package io.wabridge.connectors.channel.aws;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.connectors.aws.SnsNotification;
import io.wabridge.connectors.meta.MetaSplitter;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Takes Meta's entry out of an event: the message of the notification is JSON, and one of its
 * properties is the entry as text. The ids of AWS in it are not needed: events return our own id of
 * a message.
 */
final class AwsDecoder {

  private static final String ENTRY = "whatsAppWebhookEntry";

  private AwsDecoder() {}

  static List<WebhookPart> split(SnsNotification notification) throws WebhookUnreadable {
    var event = OutsideJson.read(notification.message());
    var entry = entry(event.path(ENTRY));
    var parts = new WebhookParts();
    if (entry.path("entry").isArray()) {
      for (var each : list(entry, "entry")) {
        MetaSplitter.entry(each, parts);
      }
    } else if (entry.path("changes").isArray()) {
      MetaSplitter.entry(entry, parts);
    } else {
      throw new WebhookUnreadable("The notification has no " + ENTRY + " with changes.");
    }
    return parts.list();
  }

  /** The user guide shows it as text; an object is accepted, too. */
  private static JsonNode entry(JsonNode entry) throws WebhookUnreadable {
    var text = text(entry);
    return text == null ? entry : OutsideJson.read(text);
  }
}
