package io.wabridge.suite;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The agent's desktop in the sandbox: returns arrived messages, and sends replies. */
final class AgentDesktop implements Desktop {

  private final Http sandbox;
  private final String integration;

  AgentDesktop(Addresses addresses, String integration) {
    this.sandbox = new Http(addresses.genesys(), null);
    this.integration = integration;
  }

  /** The messages with this person, oldest first; empty before the person's first message. */
  List<JsonNode> messages(String address) {
    var conversation = conversation(address);
    return conversation == null
        ? List.of()
        : list(sandbox.get("/sandbox/conversations/" + conversation).path("messages"));
  }

  @Override
  public List<JsonNode> inbound(String address) {
    return messages(address).stream()
        .filter(message -> message.path("direction").asString().equals("inbound"))
        .toList();
  }

  @Override
  public String reply(String address, String text) {
    return send(address, Map.of("text", text));
  }

  String send(String address, Map<String, ?> message) {
    return sandbox
        .post("/sandbox/conversations/" + require(address) + "/send", message)
        .path("messageId")
        .asString();
  }

  /** Asks with quick replies. */
  String ask(String address, String question, List<String> answers) {
    return sandbox
        .post(
            "/sandbox/conversations/" + require(address) + "/quick-replies",
            Map.of(
                "text",
                question,
                "replies",
                answers.stream().map(answer -> Map.of("text", answer)).toList()))
        .path("messageId")
        .asString();
  }

  JsonNode message(String id) {
    return sandbox.get("/sandbox/messages/" + id);
  }

  /** The SHA-256 of the agent's attachment, from the desk's media host. */
  String sha256(JsonNode attachment) {
    return Http.sha256(attachment.path("url").asString());
  }

  private String require(String address) {
    var conversation = conversation(address);
    if (conversation == null) {
      throw new IllegalStateException("the desk has no conversation with this person");
    }
    return conversation;
  }

  private @Nullable String conversation(String address) {
    for (var one : sandbox.get("/sandbox/conversations?limit=1000").path("items")) {
      if (one.path("address").asString().equals(address)
          && one.path("integrationId").asString().equals(integration)) {
        return one.path("id").asString();
      }
    }
    return null;
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
