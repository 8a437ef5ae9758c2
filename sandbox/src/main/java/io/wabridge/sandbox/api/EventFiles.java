package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.SandboxScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fetches the files of messages from the bridge, and tries again while it does not answer. */
@Component
class EventFiles {
  private static final int TRIES = 600;
  private static final int FORBIDDEN = 403;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient http;
  private final Blobs blobs;
  private final SandboxScheduler scheduler;
  private final ApiJournal journal;

  EventFiles(HttpClient http, Blobs blobs, SandboxScheduler scheduler, ApiJournal journal) {
    this.http = http;
    this.blobs = blobs;
    this.scheduler = scheduler;
    this.journal = journal;
  }

  /** Reads the file on another thread, and writes its digest to the journal. */
  void fetch(ApiSystem system, String conversation, JsonNode message) {
    URI address = URI.create(message.path("media").path("url").asString(""));
    String id = message.path("id").asString("");
    scheduler
        .now()
        .execute(() -> {
          try {
            String digest = digest(address);
            journal.fetched(system, conversation, id, !digest.isEmpty(), digest);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Empty if the file cannot be fetched. */
  private String digest(URI address) throws InterruptedException {
    for (int n = 1; n <= TRIES; n++) {
      try {
        HttpResponse<InputStream> answer =
            http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
          if (answer.statusCode() == 200) {
            Blob blob = blobs.store(in);
            blob.delete();
            return blob.sha256();
          }
        }
        if (answer.statusCode() == FORBIDDEN) {
          return "";
        }
      } catch (IOException e) {
        // the bridge restarts, or the connection was cut
      }
      Thread.sleep(PAUSE);
    }
    return "";
  }
}
