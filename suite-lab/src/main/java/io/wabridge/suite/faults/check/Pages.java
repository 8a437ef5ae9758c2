package io.wabridge.suite.faults.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one journal of the sandbox, from its last position to the end. */
final class Pages {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private long last;

  Pages(String base) {
    this.base = base;
  }

  void next(Consumer<JsonNode> reader) throws IOException, InterruptedException {
    while (true) {
      var address = URI.create(base + "/sandbox/journal?limit=2000&after=" + last);
      var answer =
          CLIENT.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(address + " answered " + answer.statusCode());
      }
      var page = JsonMapper.shared().readTree(answer.body());
      page.path("items").forEach(reader);
      last = page.path("last").asLong();
      if (last >= page.path("total").asLong()) {
        return;
      }
    }
  }
}
