package io.wabridge.suite.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to one server. */
final class Calls {

  /** The server refused the request, or its answer is not valid. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final String base;
  private final @Nullable String authorization;

  Calls(String base, @Nullable String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  JsonNode patch(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send("PATCH", path, body);
  }

  JsonNode delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  private JsonNode send(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    var answer = ask(method, path, body);
    return answer.isEmpty()
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(answer);
  }

  /** The body of the response as text. */
  String text(String path) throws IOException, InterruptedException {
    return ask("GET", path, null);
  }

  private String ask(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(120));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(
          method,
          HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    }
    var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new Refused(
          answer.statusCode(),
          method + " " + base + path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
