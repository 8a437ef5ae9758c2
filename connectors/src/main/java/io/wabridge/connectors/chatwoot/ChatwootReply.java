package io.wabridge.connectors.chatwoot;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of Chatwoot. */
public record ChatwootReply(int status, JsonNode json, @Nullable Duration retryAfter) {

  private static final int LONGEST = 500;

  public boolean success() {
    return status >= 200 && status < 300;
  }

  /** Chatwoot's sentence about an error, or empty: {@code error} or {@code message}. */
  String words() {
    return clip(word(json, "error", word(json, "message", "")), LONGEST);
  }

  /** The id in an object of Chatwoot; null if there is none that may be a part of a path. */
  public static @Nullable String id(JsonNode json) {
    var id = word(json, "id");
    return id != null && id.matches("[A-Za-z0-9]{1,40}") ? id : null;
  }

  /** For the trace of a message: the status, and what Chatwoot says about it. */
  public String detail() {
    return "HTTP " + status + (words().isEmpty() ? "" : ": " + words());
  }
}
