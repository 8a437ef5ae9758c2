package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The format in which Genesys returns an accepted message. */
final class Normalized {
  private Normalized() {}

  static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  static ObjectNode of(Integration integration, JsonNode message, String type) {
    ObjectNode answer = Json.object().put("id", newId());
    ObjectNode channel = answer.putObject("channel").put("id", integration.id());
    channel.put("platform", "Open").put("type", "Private");
    JsonNode given = message.path("channel");
    if (given.has("messageId")) {
      channel.set("messageId", given.get("messageId"));
    }
    channel.putObject("to").put("id", integration.id());
    channel.set("from", given.path("from"));
    channel.set("time", given.path("time"));
    if (given.has("metadata")) {
      channel.set("metadata", given.get("metadata"));
    }
    return answer.put("type", type);
  }

  static ObjectNode read(byte[] body) {
    if (Json.read(body) instanceof ObjectNode object) {
      return object;
    }
    throw GenesysException.badRequest("a JSON object is required");
  }

  static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.get(name));
      }
    }
  }
}
