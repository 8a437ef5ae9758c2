package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.id;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Message;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Begins a chat in three steps: contact, streaming, connection. The client tokens depend on the
 * conversation and its former chat only, so that a start that was interrupted goes on with the same
 * contact. A contact that was not connected within five minutes is dead; then the next token is
 * used.
 */
final class ConnectStart {

  private static final int TRIES = 3;

  private final ConnectApi api;
  private final Clock clock;

  ConnectStart(ConnectApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * Begins a chat for the message.
   *
   * @param former the contact of the chat before, which the new chat continues
   */
  ConnectChat chat(Message message, @Nullable String former, Context context)
      throws IOException, ConnectRefused, ConnectGone {
    var settings = ConnectSettings.of(context.settings());
    for (var n = 1; ; n++) {
      var token = token(message, former, n);
      var started = started(message, former, token, context, settings);
      if (started.status() == 409 && n < TRIES) {
        continue;
      }
      var contact = id(started.json(), "ContactId", "");
      var participant = started.token("ParticipantToken");
      if (!started.success() || contact.isEmpty() || participant.isEmpty()) {
        throw new ConnectRefused(started);
      }
      var streaming = streamed(contact, token, settings);
      if (gone(streaming) && n < TRIES) {
        continue;
      }
      if (!streaming.success()) {
        throw new ConnectRefused(streaming);
      }
      try {
        return new ConnectChat(
            api, settings, clock, ConnectChat.connect(api, settings, clock, contact, participant));
      } catch (ConnectGone e) {
        if (n == TRIES) {
          throw e;
        }
      }
    }
  }

  private static String token(Message message, @Nullable String former, int n) {
    return Digests.sha256Hex(message.conversation() + "|" + former + "|" + n).substring(0, 40);
  }

  /** What an account or the former chat does not permit is left out. */
  private AwsReply started(
      Message message,
      @Nullable String former,
      String token,
      Context context,
      ConnectSettings settings)
      throws IOException {
    var json = contact(message, former, token, context, settings);
    var reply = start(json, settings);
    if (reply.status() == 400 && json.has("ChatDurationInMinutes")) {
      json.remove("ChatDurationInMinutes");
      reply = start(json, settings);
    }
    // the former chat has not ended yet, or is not kept any more
    if (json.has("PersistentChat") && unfit(reply)) {
      json.remove("PersistentChat");
      json.put("ClientToken", token + "-new");
      reply = start(json, settings);
    }
    return reply;
  }

  private static boolean unfit(AwsReply reply) {
    return reply.status() == 400
        || reply.status() == 404
        || reply.status() == 409 && !reply.type().equals("IdempotencyException");
  }

  /** The contact was not connected in time; an unknown topic is answered in the same way. */
  private static boolean gone(AwsReply reply) {
    return reply.status() == 404 || reply.status() == 410;
  }

  private AwsReply start(ObjectNode json, ConnectSettings settings) throws IOException {
    return api.control(Operation.SET_UP, "PUT", "/contact/chat", json, settings);
  }

  private static ObjectNode contact(
      Message message,
      @Nullable String former,
      String token,
      Context context,
      ConnectSettings settings) {
    var json = OutsideJson.object().put("InstanceId", settings.instanceId());
    json.put("ContactFlowId", settings.contactFlowId());
    json.putObject("ParticipantDetails").put("DisplayName", ConnectPeople.name(message));
    json.set("Attributes", ConnectPeople.attributes(message, context.language()));
    json.put("ClientToken", token);
    if (settings.chatMinutes() != null) {
      json.put("ChatDurationInMinutes", settings.chatMinutes());
    }
    json.putArray("SupportedMessagingContentTypes")
        .add(ConnectContents.PLAIN)
        .add(ConnectContents.INTERACTIVE)
        .add(ConnectContents.INTERACTIVE_RESPONSE);
    var first = ConnectEncoder.announced(message, context);
    if (first != null) {
      json.putObject("InitialMessage")
          .put("ContentType", ConnectContents.PLAIN)
          .put("Content", clip(first, 1024));
    }
    if (former != null) {
      json.putObject("PersistentChat")
          .put("RehydrationType", "ENTIRE_PAST_SESSION")
          .put("SourceContactId", former);
    }
    return json;
  }

  private AwsReply streamed(String contact, String token, ConnectSettings settings)
      throws IOException {
    var json = OutsideJson.object().put("InstanceId", settings.instanceId());
    json.put("ContactId", contact);
    json.putObject("ChatStreamingConfiguration").put("StreamingEndpointArn", settings.topicArn());
    json.put("ClientToken", token);
    return api.control(Operation.SET_UP, "POST", "/contact/start-streaming", json, settings);
  }
}
