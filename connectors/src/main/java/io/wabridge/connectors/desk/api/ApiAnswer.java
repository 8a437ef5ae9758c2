package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.DirectReply;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the reply in a system's answer to a message: {@code {"reply": {…}}}, with the rules of a
 * reply by the API. Its idempotency key is the id of the event.
 */
final class ApiAnswer {

  private static final String REPLY = "reply";
  private static final int LONGEST_DETAIL = 500;

  private ApiAnswer() {}

  /**
   * The reply in an answer; null if it contains none.
   *
   * @param event the id of the event that is answered
   */
  static @Nullable DirectReply read(OutboundAnswer answer, String event, Message message) {
    if (!answer.success() || answer.length() == 0 || !json(answer)) {
      return null;
    }
    try {
      return read(answer.text(), event, message);
    } catch (IOException e) {
      return new DirectReply.Refused("the answer could not be read: " + e.getMessage());
    }
  }

  private static boolean json(OutboundAnswer answer) {
    @Nullable String type = answer.header("Content-Type");
    return type == null || type.toLowerCase(Locale.ROOT).contains("json");
  }

  private static @Nullable DirectReply read(String text, String event, Message message) {
    JsonNode root;
    try {
      root = OutsideJson.read(text);
    } catch (WebhookUnreadable e) {
      return text.contains(REPLY)
          ? new DirectReply.Refused("the answer is not readable JSON")
          : null;
    }
    JsonNode reply = root.path(REPLY);
    if (reply.isMissingNode() || reply.isNull()) {
      return null;
    }
    if (text.length() > ApiIngress.LARGEST_MESSAGE) {
      return new DirectReply.Refused(
          "the answer is larger than " + ApiIngress.LARGEST_MESSAGE / 1024 + " KB");
    }
    List<ApiFields.Problem> problems = problems(reply);
    return problems.isEmpty() ? said(reply, event, message) : refused(problems);
  }

  /** The type of an uploaded file is looked up for replies by the API only. */
  private static List<ApiFields.Problem> problems(JsonNode reply) {
    List<ApiFields.Problem> problems = new ArrayList<>();
    ApiReply.read(reply, problems);
    JsonNode media = reply.path("media");
    if (media.has("uploadId") && !media.has("mimeType")) {
      problems.add(new ApiFields.Problem("media.mimeType", "is required with uploadId"));
    }
    return problems;
  }

  private static DirectReply said(JsonNode reply, String event, Message message) {
    ExternalId id = ExternalId.ofKey(message.desk(), event);
    WebhookPart part =
        ApiIngress.message(
            id.value(), message.deskAddress(), message.conversation().value(), reply);
    return new DirectReply.Said(part.conversationKey(), part.idempotencyKey(), part.body());
  }

  private static DirectReply refused(List<ApiFields.Problem> problems) {
    String detail =
        problems.stream()
            .map(problem -> (problem.field() + " " + problem.problem()).strip())
            .collect(Collectors.joining("; "));
    return new DirectReply.Refused(Fields.clip(detail, LONGEST_DETAIL));
  }
}
