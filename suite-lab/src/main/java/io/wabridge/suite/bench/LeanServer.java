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

/** A minimal HTTP/1.1 server: one thread for each connection, all connections are kept alive. */
final class LeanServer implements AutoCloseable {

  /** A request; header names are in lower case. */
  record Request(String method, String path, Map<String, String> headers, byte[] body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** A response. */
  record Reply(int status, String type, byte[] body) {

    static Reply json(int status, String json) {
      return new Reply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Answers requests concurrently. */
  interface Answers {
    Reply answer(Request request) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket();
  private final Answers answers;

  LeanServer(int port, Answers answers) throws IOException {
    this.answers = answers;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    Thread.ofPlatform().daemon().name("server-" + port).start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed, or this connection failed
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
        out.write(KeepAliveClient.joined(head.getBytes(StandardCharsets.ISO_8859_1), reply.body()));
      }
    } catch (IOException e) {
      // the client has disconnected and will retry
    }
  }

  private static @org.jspecify.annotations.Nullable Request read(InputStream in)
      throws IOException {
    var first = KeepAliveClient.line(in).split(" ", 3);
    if (first.length < 3) {
      return null;
    }
    var headers = new HashMap<String, String>();
    for (var header = KeepAliveClient.line(in);
        !header.isEmpty();
        header = KeepAliveClient.line(in)) {
      var colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    var length = headers.get("content-length");
    var body =
        "chunked".equals(headers.get("transfer-encoding"))
            ? KeepAliveClient.chunks(in)
            : in.readNBytes(length == null ? 0 : Integer.parseInt(length));
    return new Request(first[0], first[1], headers, body);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
