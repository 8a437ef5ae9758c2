package io.wabridge.connectors.desk.genesys;

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
 * Calls Genesys' API with the endpoint's token, and once more after a 401, if there is another one.
 */
final class GenesysApi {

  static final String KIND = "genesys";
  static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";
  private final OutboundHttp http;

  GenesysApi(OutboundHttp http) {
    this.http = http;
  }

  GenesysReply call(
      Operation operation, String method, String path, @Nullable JsonNode json, Context context)
      throws IOException {
    URI base = GenesysSettings.of(context.settings()).apiUrl();
    OutboundBody body = json == null ? null : OutboundBody.json(OutsideJson.write(json));
    OutboundRequest request = OutboundRequest.of(method, uri(base, path), body).by(KIND, operation);
    Secret token = context.tokens().token();
    GenesysReply reply = once(request.bearer(token));
    if (reply.status() != 401) {
      return reply;
    }
    Secret renewed = context.tokens().renew(token);
    return renewed.equals(token) ? reply : once(request.bearer(renewed));
  }

  GenesysReply once(OutboundRequest request) throws IOException {
    try (OutboundAnswer answer = http.send(request)) {
      return new GenesysReply(
          answer.status(),
          OutsideJson.readOrNothing(answer.text()),
          RetryAfter.of(answer),
          answer.header("ININ-Correlation-Id"));
    }
  }

  OutboundHttp http() {
    return http;
  }

  static URI uri(URI base, String path) {
    return URI.create(base + path);
  }
}
