package io.wabridge.connectors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that answers as configured and records its requests. */
public final class StubServer implements AutoCloseable {

  /** A recorded request. */
  public record RecordedRequest(
      String method,
      String path,
      String query,
      String rawQuery,
      String authorization,
      String type,
      String body,
      long bytes,
      Headers headers) {}

  public interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  static {
    // otherwise each response waits for the acknowledgement of its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Queue<Answering> answers = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
  public final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();

  public StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public StubServer then(int status, String body) {
    return then(status, body, Map.of());
  }

  public StubServer then(int status, String body, Map<String, String> headers) {
    return then(exchange -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    });
  }

  public StubServer then(Answering answering) {
    answers.add(answering);
    return this;
  }

  /** Removes the configured responses and the recorded requests. */
  public void forget() {
    answers.clear();
    asked.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long bytes = 0;
    StringBuilder body = new StringBuilder();
    byte[] buffer = new byte[65536];
    InputStream in = exchange.getRequestBody();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (bytes < 100_000) {
        body.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
      bytes += n;
    }
    asked.add(
        new RecordedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getQuery(),
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body.toString(),
            bytes,
            exchange.getRequestHeaders()));
    try (exchange) {
      Answering next = answers.poll();
      if (next == null) {
        exchange.sendResponseHeaders(599, -1);
      } else {
        next.answer(exchange);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
