package io.wabridge.connectors.desk.api;

import static io.wabridge.connectors.Fields.id;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the replies and commands that {@link ApiIngress} accepted. */
final class ApiDecoder {

  private ApiDecoder() {}

  static DeskEvent decode(String part) throws WebhookUnreadable {
    JsonNode root = OutsideJson.read(part);
    String to = id(root, "to", "");
    if (to.isEmpty()) {
      throw new WebhookUnreadable("The reply names no recipient.");
    }
    ExternalId id = new ExternalId(id(root, "id", "h:" + Digests.sha256Hex(part)));
    Optional<ApiCommand> command = ApiCommand.at(root.path("command").asString(""));
    return command.isPresent()
        ? command.get().event(id, to, root.path("body"))
        : said(id, to, root.path("message"));
  }

  private static DeskEvent said(ExternalId id, String to, JsonNode message)
      throws WebhookUnreadable {
    List<ApiFields.Problem> problems = new ArrayList<>();
    ApiReply reply =
        ApiReply.read(message, problems)
            .orElseThrow(() -> new WebhookUnreadable("The reply is not valid: " + problems));
    return new DeskEvent.AgentMessage(
        id, to, null, List.of(reply.content()), reply.quoted(), Instant.now());
  }
}
