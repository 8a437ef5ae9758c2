package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers persons by a few words of theirs, with every kind of content. */
final class Bot {
  private static final byte[] PRICES =
      "%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final PublicApi api;

  Bot(PublicApi api) {
    this.api = api;
  }

  /** Marks the message as read and answers it; the key makes a repetition harmless. */
  void answer(JsonNode message) throws IOException {
    String conversation =
        "/api/v1/conversations/" + message.path("conversationId").asString() + "/";
    String id = message.path("id").asString();
    accepted(api.post(conversation + "read", Json.object(), null));
    accepted(api.post(conversation + "messages", reply(message), id));
  }

  private JsonNode reply(JsonNode message) throws IOException {
    String text = message.path("text").asString("").toLowerCase(Locale.ROOT);
    String id = message.path("id").asString();
    if (message.has("reply")) {
      return text("You chose " + message.path("reply").path("title").asString() + ".");
    }
    if (message.path("type").asString().equals("media")) {
      return text("Thank you, I got your file.").put("replyTo", id);
    }
    if (text.contains("thank")) {
      ObjectNode reaction = typed("reaction");
      reaction.putObject("reaction").put("messageId", id).put("emoji", "👍");
      return reaction;
    }
    if (text.contains("where")) {
      ObjectNode place = typed("location");
      place
          .putObject("location")
          .put("latitude", 51.44)
          .put("longitude", -2.58)
          .put("name", "Harbour Bikes")
          .put("address", "1 Quay Street");
      return place;
    }
    if (text.contains("price") || text.contains("cost")) {
      PublicApi.Answer uploaded = api.upload("prices.pdf", "application/pdf", PRICES);
      accepted(uploaded);
      ObjectNode file = typed("media");
      file.putObject("media")
          .put("uploadId", uploaded.body().path("uploadId").asString())
          .put("filename", "prices.pdf")
          .put("caption", "Our prices");
      return file;
    }
    if (text.contains("book") || text.contains("free")) {
      ObjectNode choice = typed("choice");
      ObjectNode question = choice.putObject("choice").put("body", "Which bike?");
      question
          .putArray("options")
          .add(Json.object().put("id", "tandem").put("title", "Red tandem"))
          .add(Json.object().put("id", "cargo").put("title", "Blue cargo bike"));
      return choice;
    }
    return text("I can book a bike, tell you our prices or where we are.");
  }

  private static ObjectNode text(String text) {
    return typed("text").put("text", text);
  }

  private static ObjectNode typed(String type) {
    return Json.object().put("type", type);
  }

  private static void accepted(PublicApi.Answer answer) throws IOException {
    if (answer.status() / 100 != 2) {
      throw new IOException("the bridge answered " + answer.status() + ": " + answer.body());
    }
  }
}
