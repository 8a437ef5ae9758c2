package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Calls Graph with the tenant's token, and once more with a fresh one when it was refused. */
final class CloudApi {

  static final String PROVIDER = "cloud";

  private final OutboundHttp http;

  CloudApi(OutboundHttp http) {
    this.http = http;
  }

  GraphReply get(Operation operation, String path, ChannelSettings settings, TokenSource tokens)
      throws IOException {
    return call(operation, "GET", path, null, settings, tokens);
  }

  GraphReply post(
      Operation operation,
      String path,
      OutboundBody body,
      ChannelSettings settings,
      TokenSource tokens)
      throws IOException {
    return call(operation, "POST", path, body, settings, tokens);
  }

  OutboundHttp http() {
    return http;
  }

  private GraphReply call(
      Operation operation,
      String method,
      String path,
      @Nullable OutboundBody body,
      ChannelSettings settings,
      TokenSource tokens)
      throws IOException {
    OutboundRequest request =
        OutboundRequest.of(method, uri(path, settings), body).by(PROVIDER, operation);
    Secret token = tokens.token();
    GraphReply reply = once(request.bearer(token));
    return !reply.success() && reply.meaning() instanceof Meaning.Token
        ? once(request.bearer(tokens.renew(token)))
        : reply;
  }

  private GraphReply once(OutboundRequest request) throws IOException {
    try (OutboundAnswer answer = http.send(request)) {
      return new GraphReply(
          answer.status(), OutsideJson.readOrNothing(answer.text()), RetryAfter.of(answer));
    }
  }

  static URI uri(String path, ChannelSettings settings) {
    String base = settings.baseUrl().toString().replaceAll("/+$", "");
    return URI.create(base + "/" + settings.apiVersion() + "/" + path);
  }
}
