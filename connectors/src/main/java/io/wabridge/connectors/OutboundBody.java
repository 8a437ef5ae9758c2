package io.wabridge.connectors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request, streamed while it is sent, so that a large file is never in the heap as a
 * whole.
 */
public interface OutboundBody {

  String contentType();

  /** The length, known beforehand; no chunked uploads. */
  long length();

  void writeTo(OutputStream out) throws IOException;

  /** Whether this is a file: its call has a longer deadline, and needs progress. */
  default boolean file() {
    return false;
  }

  static OutboundBody json(String json) {
    return of("application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
  }

  static OutboundBody form(String form) {
    return of("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
  }

  private static OutboundBody of(String contentType, byte[] bytes) {
    return new OutboundBody() {
      @Override
      public String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
