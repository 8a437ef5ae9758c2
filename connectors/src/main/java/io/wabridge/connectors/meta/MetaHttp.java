package io.wabridge.connectors.meta;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import java.io.IOException;

/** Calls a carrier with the endpoint's token, and once more with a fresh one if it was refused. */
public final class MetaHttp {

  /** How a request carries the token. */
  @FunctionalInterface
  public interface Authorization {
    OutboundRequest on(OutboundRequest request, Secret token);
  }

  /** How an answer is read. */
  @FunctionalInterface
  public interface Reader {
    MetaReply read(OutboundAnswer answer) throws IOException;
  }

  private final OutboundHttp http;
  private final Authorization authorization;
  private final Reader reader;

  public MetaHttp(OutboundHttp http, Authorization authorization, Reader reader) {
    this.http = http;
    this.authorization = authorization;
    this.reader = reader;
  }

  public MetaReply call(OutboundRequest request, TokenSource tokens) throws IOException {
    var token = tokens.token();
    var reply = once(request, token);
    return !reply.success() && reply.meaning() instanceof Meaning.Token
        ? once(request, tokens.renew(token))
        : reply;
  }

  /** Requests a file with the token; close the answer. */
  public OutboundAnswer fetch(OutboundRequest request, TokenSource tokens) throws IOException {
    var token = tokens.token();
    var answer = http.send(authorization.on(request, token));
    if (answer.status() != 401) {
      return answer;
    }
    answer.close();
    return http.send(authorization.on(request, tokens.renew(token)));
  }

  /** Requests a file without the token; close the answer. */
  public OutboundAnswer fetch(OutboundRequest request) throws IOException {
    return http.send(request);
  }

  private MetaReply once(OutboundRequest request, Secret token) throws IOException {
    try (var answer = http.send(authorization.on(request, token))) {
      return reader.read(answer);
    }
  }
}
