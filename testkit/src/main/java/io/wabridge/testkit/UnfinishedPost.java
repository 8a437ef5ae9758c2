package io.wabridge.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** A request that announces more bytes than it sends, and waits for an answer all the same. */
public final class UnfinishedPost implements AutoCloseable {

  private final Socket socket;
  private final Map<String, String> headers = new HashMap<>();

  private UnfinishedPost(Socket socket) {
    this.socket = socket;
  }

  /**
   * Sends the headers and the beginning of a body.
   *
   * @param announced the length the request names
   * @param sent how many bytes of it are sent
   */
  public static UnfinishedPost send(
      String method, String url, Map<String, String> headers, int announced, int sent) {
    try {
      var to = URI.create(url);
      var post = new UnfinishedPost(new Socket(to.getHost(), to.getPort()));
      var head =
          new StringBuilder(method + " " + to.getPath() + " HTTP/1.1\r\nHost: localhost\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Content-Length: " + announced + "\r\n\r\n");
      var out = post.socket.getOutputStream();
      out.write(head.toString().getBytes(US_ASCII));
      out.write(new byte[sent]);
      out.flush();
      return post;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of the answer; empty if there is none within this time. */
  public OptionalInt status(Duration within) {
    try {
      socket.setSoTimeout((int) within.toMillis());
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      var first = in.readLine();
      if (first == null) {
        throw new IOException("closed without an answer");
      }
      for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        var colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      return OptionalInt.of(Integer.parseInt(first.split(" ")[1]));
    } catch (SocketTimeoutException e) {
      return OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header of the answer, after its status has been read; empty if it has none. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
