package io.wabridge.sandbox.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A system that is connected by API, with a page of the events it got. It refuses events whose
 * signature is wrong, takes each event once, checks their order, and lets a bot answer persons.
 */
public final class ConnectedSystem implements AutoCloseable {
  private final HttpServer server;
  private final List<String> secrets;
  private final EventLog log = new EventLog();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile @Nullable Bot bot;
  private volatile int failEvery;

  private ConnectedSystem(int port, List<String> secrets) {
    this.secrets = List.copyOf(secrets);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/events", this::event);
    server.createContext("/", this::page);
    server.start();
  }

  /**
   * Starts the system; port 0 selects any free one.
   *
   * @param secrets signing secrets, each as whsec_ and Base64
   */
  public static ConnectedSystem start(int port, List<String> secrets) {
    return new ConnectedSystem(port, secrets);
  }

  public String eventsUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  /** From now on a bot answers through this API. */
  public void answerWith(PublicApi api) {
    bot = new Bot(api);
  }

  /** One of so many requests is answered 500; 0: none. */
  public void failEvery(int requests) {
    failEvery = requests;
  }

  /** Genuine events, the oldest first, without repetitions. */
  public List<ReceivedEvent> events() {
    return log.events();
  }

  /** What the bridge did wrong. */
  public List<String> violations() {
    return log.violations();
  }

  /** The messages of one person, the oldest first. */
  public List<JsonNode> messages(String contact) {
    return log.messages(contact);
  }

  private void event(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status(exchange, body), -1);
    }
  }

  private int status(HttpExchange exchange, byte[] body) {
    String id = header(exchange, "webhook-id");
    boolean genuine =
        EventSignature.genuine(
            secrets,
            id,
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            body);
    if (!exchange.getRequestMethod().equals("POST") || !genuine) {
      log.violation("a request without a valid signature");
      return 401;
    }
    return processed(id, Json.read(body));
  }

  /** One event at a time: the log has the order of arrival, though the bot answers meanwhile. */
  private synchronized int processed(String id, JsonNode event) {
    if (log.known(id)) {
      return 204;
    }
    int every = failEvery;
    if (every > 0 && requests.incrementAndGet() % every == 0) {
      return 500;
    }
    try {
      answer(event);
    } catch (IOException e) {
      log.violation("an answer was not accepted: " + e.getMessage());
      return 503;
    }
    log.add(
        new ReceivedEvent(id, event.path("type").asString(), event.path("data"), Instant.now()));
    return 204;
  }

  private void answer(JsonNode event) throws IOException {
    JsonNode message = event.path("data").path("message");
    Bot answering = bot;
    if (answering != null
        && event.path("type").asString().equals("message.created")
        && message.path("direction").asString().equals("inbound")
        && !message.path("type").asString().equals("system")
        && message.path("window").path("open").asBoolean(false)) {
      answering.answer(message);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void page(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] page = EventsPage.of(log.events(), log.violations()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
