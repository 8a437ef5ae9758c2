package io.wabridge.suite.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 server of one loop for each connection, which stays open. */
final class LeanServer implements AutoCloseable {

  /** What was asked; names of headers are in lower case. */
  record Request(String method, String path, Map<String, String> headers, byte[] body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What is answered. */
  record Reply(int status, String type, byte[] body) {

    static Reply json(int status, String json) {
      return new Reply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers requests, many at once. */
  interface Answers {
    Reply answer(Request request) throws IOException;
  }

  private final ServerSocket door = new ServerSocket();
  private final Answers answers;

  LeanServer(int port, Answers answers) throws IOException {
    this.answers = answers;
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    Thread.ofPlatform().daemon().name("door-" + port).start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var socket = door.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed, or the next one comes
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 8192);
      var out = socket.getOutputStream();
      for (var request = read(in); request != null; request = read(in)) {
        var reply = answers.answer(request);
        var head =
            "HTTP/1.1 "
                + reply.status()
                + " -\r\nContent-Type: "
                + reply.type()
                + "\r\nContent-Length: "
                + reply.body().length
                + "\r\n\r\n";
        out.write(Wire.joined(head.getBytes(StandardCharsets.ISO_8859_1), reply.body()));
      }
    } catch (IOException e) {
      // the client is gone; what it wanted to know it will ask again
    }
  }

  private static @org.jspecify.annotations.Nullable Request read(InputStream in)
      throws IOException {
    var first = Wire.line(in).split(" ", 3);
    if (first.length < 3) {
      return null;
    }
    var headers = new HashMap<String, String>();
    for (var header = Wire.line(in); !header.isEmpty(); header = Wire.line(in)) {
      var colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    var length = headers.get("content-length");
    var body =
        "chunked".equals(headers.get("transfer-encoding"))
            ? Wire.chunks(in)
            : in.readNBytes(length == null ? 0 : Integer.parseInt(length));
    return new Request(first[0], first[1], headers, body);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
