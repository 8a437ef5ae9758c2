package io.wabridge.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A small real HTTP server that replaces another service or an outside system; records its
 * requests.
 */
public final class StandIn implements AutoCloseable {

  /** A received request. */
  public record RecordedRequest(String method, String path, String body) {}

  /** An answer. */
  public record Answer(int status, String json) {

    public static Answer ok(String json) {
      return new Answer(200, json);
    }

    public static Answer notFound() {
      return new Answer(404, "{}");
    }
  }

  /** Decides the answer to a request. */
  @FunctionalInterface
  public interface Rule {
    Answer answer(RecordedRequest asked) throws Exception;
  }

  private final HttpServer server;
  private final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
  private volatile Rule rule;

  private StandIn(Rule rule) {
    this.rule = rule;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public static StandIn answering(Rule rule) {
    return new StandIn(rule);
  }

  /** Replaces the rule. */
  public void rule(Rule other) {
    rule = other;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests whose path has this prefix. */
  public List<RecordedRequest> asked(String path) {
    return asked.stream().filter(one -> one.path().startsWith(path)).toList();
  }

  public void clearRequests() {
    asked.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var one =
          new RecordedRequest(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
      asked.add(one);
      Answer answer;
      try {
        answer = rule.answer(one);
      } catch (Exception e) {
        answer = new Answer(500, "{}");
      }
      var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
