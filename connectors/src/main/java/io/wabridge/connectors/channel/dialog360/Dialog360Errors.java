package io.wabridge.connectors.channel.dialog360;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.connectors.meta.MetaErrors;
import io.wabridge.connectors.meta.MetaFault;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an answer of 360dialog's gateway or of Meta behind it: {@code {"error":{…}}}, {@code
 * {"meta":{…}}}, {@code {"errors":[…]}} or plain text. The body counts more than the HTTP status
 * (d360 6).
 */
final class Dialog360Errors {

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int LONGEST = 500;

  private Dialog360Errors() {}

  static MetaReply read(OutboundAnswer answer) throws IOException {
    return read(answer.status(), answer.text(), RetryAfter.of(answer));
  }

  static MetaReply read(int httpStatus, String body, @Nullable Duration retryAfter) {
    var json = OutsideJson.readOrNothing(body);
    var status = status(json.path("meta"), httpStatus);
    var reply = MetaReply.of(status, json, retryAfter);
    if (reply.success() && !refuses(json)) {
      return reply;
    }
    var fault = json.path("error").isObject() ? reply.fault() : fault(json, body);
    return new MetaReply(status, json, retryAfter, fault, meaning(fault, status), false);
  }

  /** The gateway's own status, which is the correct one if the two differ. */
  private static int status(JsonNode meta, int httpStatus) {
    var said = whole(meta, meta.has("httpCode") ? "httpCode" : "http_code");
    return said == null || said < 400 || said > 599 || httpStatus == 429
        ? httpStatus
        : said.intValue();
  }

  private static boolean refuses(JsonNode json) {
    var meta = json.path("meta");
    return meta.has("success") && !flag(meta, "success")
        || !developerMessage(meta).isEmpty()
        || !list(json, "errors").isEmpty();
  }

  private static MetaFault fault(JsonNode json, String body) {
    var errors = list(json, "errors");
    if (!errors.isEmpty()) {
      var first = MetaFault.of(errors.getFirst());
      var details = word(errors.getFirst(), "details", "");
      var text = details.isEmpty() ? first.text() : first.text() + ": " + details;
      return new MetaFault(first.code(), 0, clip(text, LONGEST));
    }
    var words = developerMessage(json.path("meta"));
    var plain = json.isObject() || body.startsWith("<") ? "" : body.strip();
    return new MetaFault(MetaFault.NO_CODE, 0, clip(words.isEmpty() ? plain : words, LONGEST));
  }

  private static String developerMessage(JsonNode meta) {
    return word(meta, "developer_message", word(meta, "developerMessage", ""));
  }

  private static Meaning meaning(MetaFault fault, int status) {
    var meaning = MetaErrors.meaning(fault, status);
    var words = fault.text().toLowerCase(Locale.ROOT);
    if (words.contains("rate limit") && !(meaning instanceof Meaning.Later)) {
      return new Meaning.Later(Reason.RATE_LIMITED, PAUSE);
    }
    if (words.contains("lack of payment") || words.contains("api has been disabled")) {
      return new Meaning.Never(Reason.BILLING);
    }
    // the gateway blocks the path for this key
    return status == 403 && meaning.reason() == Reason.FORBIDDEN
        ? new Meaning.Token(Reason.AUTH)
        : meaning;
  }
}
