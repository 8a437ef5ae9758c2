package io.wabridge.suite.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the queues with waiting messages, the fullest first. */
final class StatusQueues implements StatusSection {

  private static final int SHOWN = 14;
  private static final String PATH =
      "/api/queues?columns=name,messages_ready,messages_unacknowledged,consumers";

  private final StatusSettings settings;

  StatusQueues(StatusSettings settings) {
    this.settings = settings;
  }

  @Override
  public String title() {
    return "RabbitMQ (port %s)".formatted(settings.get("RABBITMQ_PORT"));
  }

  @Override
  public List<String> lines() throws Exception {
    String login =
        settings.get("SPRING_RABBITMQ_USERNAME") + ":" + settings.get("SPRING_RABBITMQ_PASSWORD");
    String host = "http://127.0.0.1:" + settings.port("RABBITMQ_MANAGEMENT_PORT");
    var request =
        HttpRequest.newBuilder(URI.create(host + PATH))
            .timeout(Duration.ofSeconds(5))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return List.of(StatusScreen.BAD + "the management API answers HTTP " + answer.statusCode());
      }
      return lines(JsonMapper.shared().readTree(answer.body()));
    }
  }

  private static List<String> lines(JsonNode queues) {
    if (queues.isEmpty()) {
      return List.of("no queue yet");
    }
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("queue", "ready", "unacked", "consumers"));
    queues
        .valueStream()
        .sorted(
            Comparator.comparingLong(StatusQueues::waiting)
                .reversed()
                .thenComparing(q -> q.path("name").asString("")))
        .limit(SHOWN)
        .map(queue ->
            List.of(
                queue.path("name").asString(""),
                number(queue, "messages_ready"),
                number(queue, "messages_unacknowledged"),
                number(queue, "consumers")))
        .forEach(rows::add);
    var lines = new ArrayList<>(StatusScreen.columns(rows));
    if (queues.size() > SHOWN) {
      lines.add("and %d more".formatted(queues.size() - SHOWN));
    }
    return lines;
  }

  private static long waiting(JsonNode queue) {
    return queue.path("messages_ready").asLong(0) + queue.path("messages_unacknowledged").asLong(0);
  }

  private static String number(JsonNode queue, String field) {
    return String.valueOf(queue.path(field).asLong(0));
  }
}
