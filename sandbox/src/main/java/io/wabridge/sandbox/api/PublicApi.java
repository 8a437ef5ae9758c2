package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls the bridge's public API with the key of a desk. */
public final class PublicApi {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final String gateway;
  private final String token;

  /**
   * @param token wbk_ and the desk's id, an underscore, and its API key
   */
  public PublicApi(String gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /** An answer of any status. */
  public record Answer(int status, JsonNode body) {}

  public Answer post(String path, JsonNode body, @Nullable String key) throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
    return send(key == null ? request : request.header("Idempotency-Key", key));
  }

  /** Uploads a file. */
  public Answer upload(String filename, String mimeType, byte[] bytes) throws IOException {
    String head =
        "--sandbox\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + filename
            + "\"\r\nContent-Type: "
            + mimeType
            + "\r\n\r\n";
    return send(
        request("/api/v1/uploads")
            .header("Content-Type", "multipart/form-data; boundary=sandbox")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(bytes),
                    BodyPublishers.ofString("\r\n--sandbox--\r\n"))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          answer.statusCode(),
          answer.body().length == 0 ? Json.object() : Json.read(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
