package io.wabridge.connectors.desk.api;

import static io.wabridge.connectors.Fields.id;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the replies that {@link ApiIngress} accepted. */
final class ApiDecoder {

  private ApiDecoder() {}

  static DeskEvent decode(String part) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(part);
    List<ApiReply.Problem> problems = new ArrayList<>();
    Content content =
        ApiReply.read(root.path("message"), problems)
            .orElseThrow(() -> new WebhookUnreadable("The reply is not valid: " + problems));
    String to = id(root, "to", "");
    if (to.isEmpty()) {
      throw new WebhookUnreadable("The reply names no recipient.");
    }
    return new DeskEvent.AgentMessage(
        new ExternalId(id(root, "id", "h:" + Digests.sha256Hex(part))),
        to,
        null,
        List.of(content),
        Instant.now());
  }
}
