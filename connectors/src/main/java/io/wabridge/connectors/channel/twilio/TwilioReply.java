package io.wabridge.connectors.channel.twilio;

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
 * An answer of Twilio's API.
 *
 * @param code the error's code; empty if there is none
 * @param request Twilio's id of the call, for its support
 * @param meaning the outcome for a message, if it is not a success
 */
record TwilioReply(
    int status,
    JsonNode json,
    String code,
    String request,
    @Nullable Duration retryAfter,
    Meaning meaning) {

  static TwilioReply of(OutboundAnswer answer) throws IOException {
    var json = OutsideJson.readOrNothing(answer.text());
    var code = Fields.word(json, "code", "");
    var request = answer.header("Twilio-Request-Id");
    return new TwilioReply(
        answer.status(),
        json,
        code,
        request == null ? "" : Fields.clip(request, 100),
        RetryAfter.of(answer),
        TwilioErrors.meaning(code, answer.status()));
  }

  boolean success() {
    return status >= 200 && status < 300;
  }

  String detail() {
    var words =
        Fields.word(json, "message", Fields.word(json, "userError", TwilioErrors.words(code)));
    var named = code.isEmpty() ? words : "Twilio " + code + (words.isEmpty() ? "" : ": " + words);
    return (named.isEmpty() ? "HTTP " + status : Fields.clip(named, 500) + " (HTTP " + status + ")")
        + (request.isEmpty() ? "" : ", request " + request);
  }
}
