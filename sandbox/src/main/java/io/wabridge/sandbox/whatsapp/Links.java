package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Downloads media that a business sent as a link, with the same checks as for an upload. */
@Component
class Links {
  private final HttpClient http;
  private final Blobs blobs;
  private final MediaStore mediaStore;

  Links(HttpClient http, Blobs blobs, MediaStore mediaStore) {
    this.http = http;
    this.blobs = blobs;
    this.mediaStore = mediaStore;
  }

  /** Null if the link does not point to a file of that kind. */
  @Nullable Media fetch(String link, String type, BusinessNumber number) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(link))
              .timeout(Duration.ofSeconds(20))
              .header("User-Agent", "facebookexternalhit/1.1")
              .build();
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String mime = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !MediaKinds.fits(mime, type)) {
          return null;
        }
        Blob blob = blobs.store(body);
        if (blob.size() > MediaKinds.limit(type, true)) {
          blob.delete();
          return null;
        }
        return mediaStore.put(blob, MediaKinds.bare(mime), null, number);
      }
    } catch (IOException | IllegalArgumentException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
