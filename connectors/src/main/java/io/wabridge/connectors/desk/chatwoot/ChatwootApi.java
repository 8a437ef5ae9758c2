package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls Chatwoot's application API with the administrator's token, and once more if it was renewed
 * meanwhile.
 */
final class ChatwootApi {

  static final String KIND = "chatwoot";

  private static final String TOKEN_HEADER = "api_access_token";

  private final OutboundHttp http;

  ChatwootApi(OutboundHttp http) {
    this.http = http;
  }

  /** Calls a path below the account. */
  ChatwootReply call(
      Operation operation, String method, String path, @Nullable JsonNode json, Context context)
      throws IOException {
    var body = json == null ? null : OutboundBody.json(OutsideJson.write(json));
    return send(operation, method, path, body, context);
  }

  ChatwootReply send(
      Operation operation, String method, String path, @Nullable OutboundBody body, Context context)
      throws IOException {
    var settings = ChatwootSettings.of(context.settings());
    var uri =
        URI.create(settings.baseUrl() + "/api/v1/accounts/" + settings.accountId() + "/" + path);
    var request = OutboundRequest.of(method, uri, body).by(KIND, operation);
    var token = context.tokens().token();
    var reply = once(request, token);
    if (reply.success() || !(ChatwootErrors.meaning(reply) instanceof Meaning.Token)) {
      return reply;
    }
    return once(request, context.tokens().renew(token));
  }

  /** Calls the public API, in which the person is known by the address in the inbox. */
  ChatwootReply asPerson(String method, String path, JsonNode json, Context context)
      throws IOException {
    var settings = ChatwootSettings.of(context.settings());
    var uri =
        URI.create(
            settings.baseUrl() + "/public/api/v1/inboxes/" + settings.inboxIdentifier() + path);
    var body = OutboundBody.json(OutsideJson.write(json));
    return read(OutboundRequest.of(method, uri, body).by(KIND, Operation.SEND_MESSAGE));
  }

  private ChatwootReply once(OutboundRequest request, Secret token) throws IOException {
    return read(request.header(TOKEN_HEADER, token.reveal()));
  }

  private ChatwootReply read(OutboundRequest request) throws IOException {
    try (OutboundAnswer answer = http.send(request)) {
      return new ChatwootReply(
          answer.status(), OutsideJson.readOrNothing(answer.text()), RetryAfter.of(answer));
    }
  }

  OutboundHttp http() {
    return http;
  }
}
