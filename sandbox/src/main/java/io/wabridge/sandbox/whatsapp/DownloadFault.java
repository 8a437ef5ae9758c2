package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with the download of one file. Kinds: a status with which it is answered ("503",
 * "404"), "unknown-host" (the address names a host that does not exist), "slow" (answered after a
 * delay).
 */
record DownloadFault(String kind, long untilMs, long delayMs) {
  static final String UNKNOWN_HOST = "unknown-host";

  /** From {kind, seconds, delayMs?}; null if nothing is asked. */
  static @Nullable DownloadFault of(JsonNode asked, long nowMs) {
    String kind = Json.text(asked, "kind");
    return kind == null
        ? null
        : new DownloadFault(
            kind, nowMs + asked.path("seconds").asLong(10) * 1000, asked.path("delayMs").asLong(0));
  }

  /** The start of the file's address. */
  String base(String usual) {
    return kind.equals(UNKNOWN_HOST) ? "http://media.invalid" : usual;
  }

  void delay() {
    try {
      Thread.sleep(delayMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The status to answer with; 0 if the file is delivered. */
  int status() {
    return kind.matches("[45]\\d\\d") ? Integer.parseInt(kind) : 0;
  }
}
