package io.wabridge.suite;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The agent's desktop of an account at the sandbox's Chatwoot. */
final class ChatwootDesktop implements Desktop {

  private final Http sandbox;
  private final String account;

  ChatwootDesktop(Addresses addresses, String account) {
    this.sandbox = new Http(addresses.chatwoot(), null);
    this.account = account;
  }

  /** The newest first. */
  List<JsonNode> conversations() {
    return sandbox
        .get("/sandbox/conversations")
        .path("items")
        .valueStream()
        .filter(one -> one.path("account").asString().equals(account))
        .toList();
  }

  JsonNode conversation(long number) {
    return sandbox.get(path(number));
  }

  /** All messages, the oldest first; none before the conversation begins. */
  List<JsonNode> messages(long conversation) {
    return conversations().stream().anyMatch(one -> number(one) == conversation)
        ? conversation(conversation).path("messages").valueStream().toList()
        : List.of();
  }

  JsonNode message(long conversation, long id) {
    return messages(conversation).stream()
        .filter(one -> one.path("id").asLong() == id)
        .findFirst()
        .orElseThrow();
  }

  /** Writes a message with the fields of Chatwoot's API; returns its id. */
  long write(long conversation, Map<String, ?> message) {
    return sandbox.post(path(conversation) + "/send", message).path("messageId").asLong();
  }

  /** Begins to type; nothing is sent. */
  void type(long conversation) {
    sandbox.post(path(conversation) + "/typing", Map.of());
  }

  /** Begins a conversation with a contact of this number; returns the id of its message. */
  long begin(String phone, String text) {
    return sandbox
        .post(
            "/sandbox/conversations",
            Map.of("account", account, "inbox", inbox(), "phone", phone, "text", text))
        .path("messageId")
        .asLong();
  }

  /** The account's one inbox is deleted with its conversations. */
  void deleteInbox() {
    sandbox.post("/sandbox/inboxes/" + account + "/" + inbox() + "/delete", Map.of());
  }

  private long inbox() {
    return sandbox
        .get("/sandbox/inboxes")
        .path("items")
        .valueStream()
        .filter(one -> one.path("account").asString().equals(account))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asLong();
  }

  void resolve(long conversation) {
    sandbox.post(path(conversation) + "/status", Map.of("status", "resolved"));
  }

  @Override
  public List<JsonNode> inbound(String address) {
    return conversations().stream()
        .filter(one -> one.path("sourceId").asString().equals("wa:" + address))
        .findFirst()
        .map(one -> messages(number(one)))
        .orElse(List.of())
        .stream()
        .filter(message -> message.path("type").asString().equals("incoming"))
        .toList();
  }

  @Override
  public String reply(String address, String text) {
    var conversation =
        conversations().stream()
            .filter(one -> one.path("sourceId").asString().equals("wa:" + address))
            .findFirst()
            .orElseThrow();
    return String.valueOf(write(number(conversation), Map.of("content", text)));
  }

  private static long number(JsonNode conversation) {
    var id = conversation.path("id").asString();
    return Long.parseLong(id.substring(id.indexOf('/') + 1));
  }

  private String path(long conversation) {
    return "/sandbox/conversations/" + account + "/" + conversation;
  }
}
