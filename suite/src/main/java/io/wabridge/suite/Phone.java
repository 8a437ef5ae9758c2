package io.wabridge.suite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A person's phone in the sandbox: says things, and shows what really arrived. */
final class Phone {

  private final Http sandbox;
  private final String number;
  private final String person;
  private final String address;

  private Phone(Http sandbox, String number, String person, String address) {
    this.sandbox = sandbox;
    this.number = number;
    this.person = person;
    this.address = address;
  }

  /** Someone whose phone number businesses see. */
  static Phone withNumber(Addresses addresses, String number, String waId, String name) {
    var sandbox = new Http(addresses.whatsapp(), null);
    var person = sandbox.post("/sandbox/persons", Map.of("waId", waId, "name", name));
    return new Phone(sandbox, number, person.path("id").asString(), waId);
  }

  /** Someone known by the business-scoped id only. */
  static Phone hidden(Addresses addresses, String number, String waId, String name) {
    var sandbox = new Http(addresses.whatsapp(), null);
    var person =
        sandbox.post("/sandbox/persons", Map.of("waId", waId, "name", name, "phoneHidden", true));
    return new Phone(
        sandbox, number, person.path("id").asString(), person.path("bsuid").asString());
  }

  /** What the desk calls the person. */
  String address() {
    return address;
  }

  String say(Map<String, ?> said) {
    return sandbox.post(path("/say"), said).path("messageId").asString();
  }

  String text(String text) {
    return say(Map.of("type", "text", "text", text));
  }

  /** A file made by the sandbox; returns the SHA-256 of what it really is. */
  String file(String type, long bytes, Map<String, ?> more) {
    var said = new HashMap<String, Object>(Map.of("type", type, "size", bytes, "seed", bytes));
    said.putAll(more);
    var id = say(said);
    for (var message : sandbox.get(path("/said")).path("items")) {
      if (message.path("id").asString().equals(id)) {
        return sandbox
            .get("/sandbox/media/" + message.path("mediaId").asString())
            .path("sha256")
            .asString();
      }
    }
    throw new IllegalStateException("the sandbox forgot what was said");
  }

  void batch(int count, String prefix) {
    sandbox.post(
        path("/batch"), Map.of("count", count, "prefix", prefix, "entries", 3, "perChange", 4));
  }

  /** The window is over. */
  void lastWroteSecondsAgo(long seconds) {
    sandbox.patch(
        "/sandbox/persons/" + person + "?number=" + number,
        Map.of("lastMessageSecondsAgo", seconds));
  }

  List<JsonNode> received() {
    return list(sandbox.get(path("/received")).path("items"));
  }

  List<JsonNode> said() {
    return list(sandbox.get(path("/said")).path("items"));
  }

  /** Opens the chat: what was delivered becomes read. */
  void open() {
    sandbox.post(path("/open"), Map.of());
  }

  String sha256(JsonNode received) {
    return sandbox
        .get("/sandbox/media/" + received.path("mediaId").asString())
        .path("sha256")
        .asString();
  }

  private String path(String what) {
    return "/sandbox/persons/" + person + what + "?number=" + number;
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
