package io.wabridge.connectors.meta;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of a carrier.
 *
 * @param fault the error in it; if there is none, one without code and text
 * @param meaning the outcome for a message, if it is not a success
 */
public record MetaReply(
    int status,
    JsonNode json,
    @Nullable Duration retryAfter,
    MetaFault fault,
    Meaning meaning,
    boolean success) {

  /** An answer in Meta's own format. */
  public static MetaReply of(OutboundAnswer answer) throws IOException {
    return of(answer.status(), OutsideJson.readOrNothing(answer.text()), RetryAfter.of(answer));
  }

  public static MetaReply of(int status, JsonNode json, @Nullable Duration retryAfter) {
    var error = json.path("error");
    var fault = MetaFault.of(error);
    return new MetaReply(
        status,
        json,
        retryAfter,
        fault,
        MetaErrors.meaning(fault, status),
        successful(status) && !error.isObject());
  }

  /** A refusal in the carrier's format, with the meaning that the carrier gives it. */
  public static MetaReply refused(
      int status, JsonNode json, @Nullable Duration retryAfter, String words, Meaning meaning) {
    var fault = new MetaFault(MetaFault.NO_CODE, 0, Fields.clip(words, 500));
    return new MetaReply(status, json, retryAfter, fault, meaning, false);
  }

  private static boolean successful(int status) {
    return status >= 200 && status < 300;
  }

  public String detail() {
    String detail = fault.detail();
    String trace = Fields.word(json.path("error"), "fbtrace_id", "");
    return (detail.isEmpty() ? "HTTP " + status : detail + " (HTTP " + status + ")")
        + (trace.isEmpty() ? "" : ", trace " + Fields.clip(trace, 100));
  }
}
