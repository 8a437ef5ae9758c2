package io.wabridge.suite;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The agent's desktop of an instance at the sandbox's Amazon Connect. */
final class ConnectDesktop implements Desktop {

  private final Http sandbox;
  private final String instance;

  ConnectDesktop(Addresses addresses, String instance) {
    this.sandbox = new Http(addresses.connect(), null);
    this.instance = instance;
  }

  /** The chats of a person, the oldest first; by the number or the user id. */
  List<JsonNode> chats(String address) {
    return sandbox
        .get("/sandbox/chats")
        .path("items")
        .valueStream()
        .filter(one -> one.path("instance").asString().equals(instance))
        .filter(one ->
            one.at("/attributes/whatsapp_id").asString("").equals(address)
                || one.at("/attributes/whatsapp_bsuid").asString("").equals(address))
        .map(one -> sandbox.get(path(one)))
        .sorted(Comparator.comparingLong(ConnectDesktop::begin))
        .toList();
  }

  private static long begin(JsonNode chat) {
    return chat.at("/messages/0/at").asLong(Long.MAX_VALUE);
  }

  /** The newest chat of a person. */
  JsonNode chat(String address) {
    return chats(address).getLast();
  }

  /** All items of the person's chats, the oldest first. */
  List<JsonNode> items(String address) {
    return chats(address).stream().flatMap(one -> one.path("messages").valueStream()).toList();
  }

  @Override
  public List<JsonNode> inbound(String address) {
    return items(address).stream()
        .filter(one -> one.path("role").asString("").equals("CUSTOMER"))
        .toList();
  }

  @Override
  public String reply(String address, String text) {
    return write(address, Map.of("text", text));
  }

  /** Writes with the fields of the sandbox; returns the id of the message or attachment. */
  String write(String address, Map<String, ?> message) {
    var sent = sandbox.post(path(chat(address)) + "/send", message);
    return sent.path("messageId").asString(sent.path("attachmentId").asString(""));
  }

  /** Does something else in the newest chat: end, transfer, typing, read. */
  void act(String address, String action) {
    sandbox.post(path(chat(address)) + "/" + action, Map.of());
  }

  /** The status of a message that the person's side reported. */
  String receipt(String address, String message) {
    return items(address).stream()
        .filter(one -> one.path("id").asString().equals(message))
        .map(one -> one.path("receipt").asString(""))
        .findFirst()
        .orElse("");
  }

  private static String path(JsonNode chat) {
    return "/sandbox/chats/" + chat.path("id").asString();
  }
}
