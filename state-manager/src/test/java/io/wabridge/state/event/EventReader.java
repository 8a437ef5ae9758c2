package io.wabridge.state.event;

import io.wabridge.testkit.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events as a browser does, and continues after the last one. */
final class EventReader implements AutoCloseable {

  /** An event of the stream. */
  record Event(String id, String name, String data) {}

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI uri;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile String lastId;
  private volatile @Nullable InputStream body;
  private volatile boolean closed;
  private volatile int connections;

  private EventReader(URI uri, String after) {
    this.uri = uri;
    this.lastId = after;
  }

  /** Connects once, and returns when the stream has begun. */
  static EventReader connect(String uri, String after) throws Exception {
    var reader = new EventReader(URI.create(uri), after);
    var response = reader.open();
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          response.statusCode()
              + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    Thread.ofVirtual().start(() -> reader.readQuietly(response));
    return reader;
  }

  /** Connects again and again until it is closed. */
  static EventReader keepConnected(String uri, String after) {
    var reader = new EventReader(URI.create(uri), after);
    Thread.ofVirtual().start(reader::reconnect);
    return reader;
  }

  private void reconnect() {
    while (!closed) {
      try {
        var response = open();
        if (response.statusCode() == 200) {
          readQuietly(response);
        }
        Thread.sleep(100);
      } catch (IOException e) {
        try {
          Thread.sleep(100);
        } catch (InterruptedException interrupted) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private HttpResponse<InputStream> open() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
            .header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    body = response.body();
    connections++;
    return response;
  }

  private void readQuietly(HttpResponse<InputStream> response) {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      read(lines);
    } catch (IOException e) {
      // cut: the events so far are complete
    }
  }

  private void read(BufferedReader lines) throws IOException {
    var id = lastId;
    var name = "";
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data.append(line.substring(6));
      } else if (line.isEmpty()) {
        lastId = id;
        if (!data.isEmpty()) {
          events.add(new Event(id, name, data.toString()));
        }
        name = "";
        data.setLength(0);
      }
    }
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  List<String> ids() {
    return events.stream().map(Event::id).toList();
  }

  List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  String lastId() {
    return lastId;
  }

  int connections() {
    return connections;
  }

  @Override
  public void close() {
    closed = true;
    var current = body;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        // it is cut anyway
      }
    }
  }
}
