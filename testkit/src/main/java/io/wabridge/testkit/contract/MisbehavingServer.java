package io.wabridge.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on loopback that sends a given answer, no answer, or resets the connection. */
public final class MisbehavingServer implements AutoCloseable {

  /** A received request. */
  public record Request(String method, String path, String head, String body) {}

  /** The reaction to a request. */
  public sealed interface Answer {

    /** An ordinary answer. */
    record Http(int status, Map<String, String> headers, String body) implements Answer {}

    /** Status 200 with a body shorter than its Content-Length. */
    record HalfABody() implements Answer {}

    /**
     * Status 200 and so many bytes of twice as many, then the end of the connection.
     *
     * @param chunked without a Content-Length
     */
    record CutOff(int bytes, boolean chunked) implements Answer {}

    /** The connection is closed after the request was read. */
    record Nothing() implements Answer {}

    /** No answer until the caller times out. */
    record Silence() implements Answer {}

    /** The connection is reset after the request was read. */
    record Reset() implements Answer {}

    static Answer of(int status, String body) {
      return new Http(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  /** Chooses the reaction to a request. */
  @FunctionalInterface
  public interface Behaviour {
    Answer answer(Request request);
  }

  private final ServerSocket server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = _ -> Answer.of(404, "{}");

  public MisbehavingServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Sets the behaviour. */
  public void behave(Behaviour other) {
    behaviour = other;
  }

  public void answers(int status, String body) {
    behave(_ -> Answer.of(status, body));
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      var head = head(in);
      if (head.isEmpty()) {
        return;
      }
      var body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
      var line = head.split(" ", 3);
      var request = new Request(line[0], line[1], head, body);
      requests.add(request);
      switch (behaviour.answer(request)) {
        case Answer.Http http -> write(socket, http);
        case Answer.HalfABody() ->
            write(socket, "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\nabc");
        case Answer.CutOff(var bytes, var chunked) ->
            write(
                socket,
                (chunked
                            ? "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n"
                            : "HTTP/1.1 200 X\r\nContent-Length: %d\r\n\r\n")
                        .formatted(2 * bytes)
                    + "x".repeat(bytes));
        case Answer.Nothing() -> {} // closed below
        case Answer.Silence() -> in.readAllBytes(); // until the caller has disconnected
        case Answer.Reset() -> socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // the caller has disconnected
    }
  }

  private static void write(Socket socket, Answer.Http http) throws IOException {
    var head = new StringBuilder("HTTP/1.1 " + http.status() + " X\r\nConnection: close\r\n");
    http.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + http.body().getBytes(StandardCharsets.UTF_8).length);
    write(socket, head + "\r\n\r\n" + http.body());
  }

  private static void write(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (var c = in.read(); c >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
      head.append((char) c);
      c = head.indexOf("\r\n\r\n") < 0 ? in.read() : c;
    }
    return head.toString();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
