package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of Genesys, with the correlation id for their support. */
record GenesysReply(
    int status, JsonNode json, @Nullable Duration retryAfter, @Nullable String correlation) {

  boolean success() {
    return status >= 200 && status < 300;
  }

  /** Genesys' code of the error, or empty. */
  String code() {
    return clip(word(json, "code", ""), 100);
  }

  String detail() {
    String message =
        word(json, "message", word(json, "error_description", word(json, "error", "")));
    String shortened = clip(message, 500);
    String id = clip(correlation != null ? correlation : word(json, "contextId", ""), 100);
    return "HTTP "
        + status
        + (code().isEmpty() ? "" : " " + code())
        + (shortened.isEmpty() ? "" : ": " + shortened)
        + (id.isEmpty() ? "" : " (ININ-Correlation-Id " + id + ")");
  }
}
