package io.wabridge.connectors.chatwoot;

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
public final class ChatwootApi {

  private static final String TOKEN_HEADER = "api_access_token";

  private final OutboundHttp http;
  private final String kind;

  /**
   * Calls for one connector.
   *
   * @param kind the connector's kind, in the metrics of its calls
   */
  public ChatwootApi(OutboundHttp http, String kind) {
    this.http = http;
    this.kind = kind;
  }

  /** Calls a path below the account. */
  public ChatwootReply call(
      Operation operation, String method, String path, @Nullable JsonNode json, Context context)
      throws IOException {
    var body = json == null ? null : OutboundBody.json(OutsideJson.write(json));
    return send(operation, method, path, body, context);
  }

  /** The same with a body of any type. */
  public ChatwootReply send(
      Operation operation, String method, String path, @Nullable OutboundBody body, Context context)
      throws IOException {
    var account = ChatwootAccount.of(context.settings());
    var uri = URI.create(account.baseUrl() + "/api/v1/accounts/" + account.id() + "/" + path);
    var request = OutboundRequest.of(method, uri, body).by(kind, operation);
    var token = context.tokens().token();
    var reply = once(request, token);
    if (reply.success() || !(ChatwootErrors.meaning(reply) instanceof Meaning.Token)) {
      return reply;
    }
    return once(request, context.tokens().renew(token));
  }

  /**
   * Calls the public API, in which the person is known by the address in the inbox.
   *
   * @param inbox the inbox' identifier there
   */
  public ChatwootReply asPerson(
      String inbox, String method, String path, JsonNode json, Context context) throws IOException {
    var account = ChatwootAccount.of(context.settings());
    var uri = URI.create(account.baseUrl() + "/public/api/v1/inboxes/" + inbox + path);
    var body = OutboundBody.json(OutsideJson.write(json));
    return read(OutboundRequest.of(method, uri, body).by(kind, Operation.SEND_MESSAGE));
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

  String kind() {
    return kind;
  }
}
