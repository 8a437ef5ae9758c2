package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends replies through the public API, in the order of their conversation. A request without an
 * answer, or refused for the moment, is repeated with the same idempotency key.
 */
@Component
class Replies {
  private static final int TRIES = 15;
  private static final long LONGEST_PAUSE_MS = 5000;

  private final ApiJournal journal;

  Replies(ApiJournal journal) {
    this.journal = journal;
  }

  /** A file of a reply. */
  record ReplyFile(Blob blob, String mimeType, String filename) {}

  /** Returns the idempotency key of the reply. */
  String send(ApiSystem system, String conversation, String text, @Nullable ReplyFile file) {
    String key = UUID.randomUUID().toString();
    journal.said(system, conversation, key, text, file == null ? null : file.blob().sha256());
    system.lane(conversation).submit(() -> deliver(system, conversation, key, text, file));
    return key;
  }

  private void deliver(
      ApiSystem system, String conversation, String key, String text, @Nullable ReplyFile file) {
    PublicApi api = system.api();
    if (api == null) {
      journal.gaveUp(system, conversation, key, "the system has no token");
      return;
    }
    try {
      ObjectNode reply = file == null ? text(text) : media(api, text, file);
      JsonNode sent =
          repeated(
              () -> api.post("/api/v1/conversations/" + conversation + "/messages", reply, key));
      journal.accepted(system, conversation, key, sent.path("id").asString(""));
    } catch (IOException e) {
      journal.gaveUp(system, conversation, key, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private static ObjectNode media(PublicApi api, String caption, ReplyFile file)
      throws IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(file.blob().file());
    JsonNode uploaded = repeated(() -> api.upload(file.filename(), file.mimeType(), bytes));
    file.blob().delete();
    ObjectNode reply = Json.object().put("type", "media");
    reply
        .putObject("media")
        .put("uploadId", uploaded.path("uploadId").asString(""))
        .put("filename", file.filename())
        .put("caption", caption);
    return reply;
  }

  @FunctionalInterface
  private interface Call {
    PublicApi.Answer answer() throws IOException;
  }

  /**
   * The body of the first answer 2xx.
   *
   * @throws IOException the call was refused for good, or too often
   */
  private static JsonNode repeated(Call call) throws IOException, InterruptedException {
    String problem = "";
    for (int n = 1; n <= TRIES; n++) {
      try {
        PublicApi.Answer answer = call.answer();
        if (answer.status() / 100 == 2) {
          return answer.body();
        }
        problem = answer.status() + " " + answer.body();
        if (!mayBeRepeated(answer)) {
          break;
        }
      } catch (IOException e) {
        problem = String.valueOf(e.getMessage());
      }
      Thread.sleep(Math.min(LONGEST_PAUSE_MS, 500L * n));
    }
    throw new IOException(problem);
  }

  private static boolean mayBeRepeated(PublicApi.Answer answer) {
    return answer.status() == 429
        || answer.status() >= 500
        || answer.body().path("code").asString("").equals("IDEMPOTENCY_KEY_IN_PROGRESS");
  }
}
