package io.wabridge.suite.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A minimal HTTP/1.1 client for one server, with kept-alive connections. It does only what the
 * benchmark needs, so that the load generator uses little processor time.
 */
final class KeepAliveClient implements AutoCloseable {

  /** A response. */
  record Answer(int status, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    boolean good() {
      return status / 100 == 2;
    }
  }

  private final String host;
  private final int port;
  private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();

  KeepAliveClient(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * @param headers complete lines, each with its line end
   */
  Answer send(String method, String path, String headers, byte[] body) throws IOException {
    var head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + ":"
            + port
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    var request = joined(head.getBytes(StandardCharsets.ISO_8859_1), body);
    var old = idle.pollFirst();
    if (old != null) {
      try {
        return exchange(old, request);
      } catch (Stale e) {
        old.close();
      }
    }
    return exchange(new Line(host, port), request);
  }

  private Answer exchange(Line line, byte[] request) throws IOException {
    try {
      var answer = line.exchange(request);
      if (line.reusable) {
        idle.addFirst(line);
      } else {
        line.close();
      }
      return answer;
    } catch (IOException e) {
      line.close();
      throw e;
    }
  }

  static byte[] joined(byte[] head, byte[] body) {
    var all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Override
  public void close() {
    idle.forEach(Line::close);
    idle.clear();
  }

  /** The server had closed the idle connection, so it did not process the request. */
  private static final class Stale extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Line implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean used;
    private boolean reusable = true;

    Line(String host, int port) throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(new InetSocketAddress(host, port), 5000);
      in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    Answer exchange(byte[] request) throws IOException {
      String first;
      try {
        socket.getOutputStream().write(request);
        first = line(in);
      } catch (SocketException e) {
        throw used ? new Stale() : e;
      }
      if (first.isEmpty()) {
        throw used ? new Stale() : new IOException("no answer");
      }
      used = true;
      var status = Integer.parseInt(first.substring(9, 12));
      var length = 0;
      var chunked = false;
      for (var header = line(in); !header.isEmpty(); header = line(in)) {
        var name = header.toLowerCase(Locale.ROOT);
        if (name.startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        } else if (name.startsWith("transfer-encoding:")) {
          chunked = name.endsWith("chunked");
        } else if (name.startsWith("connection:")) {
          reusable = !name.endsWith("close");
        }
      }
      return new Answer(status, chunked ? chunks(in) : in.readNBytes(length));
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // the connection is unusable anyway
      }
    }
  }

  /** The next line without its line end; empty at the end of the stream. */
  static String line(InputStream in) throws IOException {
    var line = new StringBuilder(96);
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  static byte[] chunks(InputStream in) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (var size = size(in); size > 0; size = size(in)) {
      all.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return all.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
  }
}
