package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Graph answered. */
record GraphReply(int status, JsonNode json, @Nullable Duration retryAfter) {

  boolean success() {
    return status >= 200 && status < 300 && !json.path("error").isObject();
  }

  CloudFault fault() {
    return CloudFault.of(json.path("error"));
  }

  Meaning meaning() {
    return CloudErrors.meaning(fault(), status);
  }

  String detail() {
    String detail = fault().detail();
    String trace = Fields.word(json.path("error"), "fbtrace_id", "");
    return (detail.isEmpty() ? "HTTP " + status : detail + " (HTTP " + status + ")")
        + (trace.isEmpty() ? "" : ", trace " + Fields.clip(trace, 100));
  }
}
