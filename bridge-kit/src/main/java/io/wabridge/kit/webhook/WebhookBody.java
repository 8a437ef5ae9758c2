package io.wabridge.kit.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The exact bytes of a webhook, and their part of the budget, which ends when it is closed. */
final class WebhookBody implements AutoCloseable {

  private final byte[] bytes;
  private final Runnable release;

  WebhookBody(byte[] bytes, Runnable release) {
    this.bytes = bytes;
    this.release = release;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The headers under lower-case names; of several with one name the first. */
  static Map<String, String> headers(HttpServletRequest request) {
    var headers = new TreeMap<String, String>();
    for (var name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }

  @Override
  public void close() {
    release.run();
  }
}
