package io.wabridge.gateway.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;

/** A connection to the gateway on which a test sends what it likes, as slowly as it likes. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;

  RawConnection(int port) {
    try {
      this.socket = new Socket("127.0.0.1", port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawConnection send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a byte every now and then until the other side answers or closes.
   *
   * @return the first line of the answer; empty if the connection was closed without one, or is
   *     still open after this time
   */
  Dripped drip(Duration every, Duration most) {
    var end = Instant.now().plus(most);
    try {
      socket.setSoTimeout((int) every.toMillis());
      while (Instant.now().isBefore(end)) {
        try {
          var first = socket.getInputStream().readNBytes(12);
          return new Dripped(true, new String(first, US_ASCII));
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write('a');
        }
      }
      return new Dripped(false, "");
    } catch (SocketException e) {
      return new Dripped(true, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What came of it.
   *
   * @param ended whether the gateway ended it
   * @param status the beginning of the answer, such as "HTTP/1.1 408"
   */
  record Dripped(boolean ended, String status) {}

  /** The first line of the answer; empty if the connection is closed without one. */
  String status(Duration within) {
    try {
      socket.setSoTimeout((int) within.toMillis());
      return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    } catch (SocketException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a byte every now and then; whether the other side closes within this time. */
  boolean untilClosed(Duration every, Duration most) {
    var end = Instant.now().plus(most);
    try {
      socket.setSoTimeout((int) every.toMillis());
      while (Instant.now().isBefore(end)) {
        try {
          if (socket.getInputStream().read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write('a');
        }
      }
      return false;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
