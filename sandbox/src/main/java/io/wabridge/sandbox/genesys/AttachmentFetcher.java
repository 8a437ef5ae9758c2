package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Downloads the attachments of a customer's message, as an agent's desktop would, and checks them.
 */
@Component
class AttachmentFetcher {
  record Fetched(Blob blob, String mime) {}

  private final HttpClient http;
  private final Blobs blobs;
  private final SandboxScheduler scheduler;
  private final Settings<GenesysSettings> settings;
  private final Conversations conversations;
  private final JournalWriter journalWriter;
  private final BoundedMap<String, Fetched> kept =
      new BoundedMap<>(20_000, fetched -> fetched.blob().delete());

  AttachmentFetcher(
      HttpClient http,
      Blobs blobs,
      SandboxScheduler scheduler,
      Settings<GenesysSettings> settings,
      Conversations conversations,
      JournalWriter journalWriter) {
    this.http = http;
    this.blobs = blobs;
    this.scheduler = scheduler;
    this.settings = settings;
    this.conversations = conversations;
    this.journalWriter = journalWriter;
  }

  void fetch(ConversationMessage talk, JsonNode attachment) {
    GenesysSettings now = settings.now();
    if (!now.fetchMedia()) {
      return;
    }
    scheduler
        .now()
        .execute(() -> {
          pause(now.fetchDelayMs());
          for (int i = 0; i < now.fetchTimes(); i++) {
            ObjectNode result = attempts(talk, attachment, now);
            talk.fetched(result);
            journalWriter.fetched(talk, result);
            conversations.beat(talk.conversation());
          }
        });
  }

  /** Agents reload what failed to load. */
  private ObjectNode attempts(ConversationMessage talk, JsonNode attachment, GenesysSettings now) {
    ObjectNode result = attempt(talk, attachment, now.attachmentLimit());
    for (int i = 0; i < now.fetchRetries() && !result.path("ok").asBoolean(); i++) {
      pause(2000);
      result = attempt(talk, attachment, now.attachmentLimit());
    }
    return result;
  }

  private ObjectNode attempt(ConversationMessage talk, JsonNode attachment, long limit) {
    ObjectNode result = Json.object().put("url", Json.text(attachment, "url", ""));
    String mime = Json.text(attachment, "mime", "");
    try {
      URI url = URI.create(Json.text(attachment, "url", ""));
      HttpResponse<Void> head =
          http.send(
              request(url).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
              HttpResponse.BodyHandlers.discarding());
      result.put("headStatus", head.statusCode());
      HttpResponse<InputStream> got =
          http.send(request(url).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = got.body()) {
        Blob blob = blobs.store(body);
        kept.put(talk.id(), new Fetched(blob, mime));
        result.put("status", got.statusCode()).put("size", blob.size());
        result.put("sha256", blob.sha256()).put("bytesUrl", "/sandbox/fetched/" + talk.id());
        String problem = problem(head, got, blob, mime, limit);
        result.put("ok", problem.isEmpty()).put("problem", problem);
      }
    } catch (IOException | IllegalArgumentException e) {
      result.put("ok", false).put("problem", e.getClass().getSimpleName() + " " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.put("ok", false).put("problem", "interrupted");
    }
    return result;
  }

  private static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30));
  }

  /** Empty if the download is correct. */
  private static String problem(
      HttpResponse<Void> head, HttpResponse<InputStream> got, Blob blob, String mime, long limit) {
    if (head.statusCode() != 200 || got.statusCode() != 200) {
      return "HEAD answered " + head.statusCode() + ", GET answered " + got.statusCode();
    }
    String type = got.headers().firstValue("Content-Type").orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(mime)) {
      return "Content-Type is " + type + ", in the message it is " + mime;
    }
    long length = got.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (length != blob.size()) {
      return "Content-Length is " + length + ", " + blob.size() + " bytes were received";
    }
    return blob.size() > limit ? "larger than the limit for attachments" : "";
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Nullable Fetched kept(String talkId) {
    return kept.get(talkId);
  }

  void clear() {
    kept.clear();
  }
}
