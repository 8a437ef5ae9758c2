package io.wabridge.connectors.meta;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import java.io.IOException;

/**
 * Calls a carrier with the endpoint's token, and once more if it was refused and there is another
 * one.
 */
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
    if (reply.success() || !(reply.meaning() instanceof Meaning.Token)) {
      return reply;
    }
    var renewed = tokens.renew(token);
    return renewed.equals(token) ? reply : once(request, renewed);
  }

  /** Requests a file with the token; close the answer. */
  public OutboundAnswer fetch(OutboundRequest request, TokenSource tokens) throws IOException {
    var token = tokens.token();
    var answer = http.send(authorization.on(request, token));
    if (answer.status() != 401) {
      return answer;
    }
    var renewed = renewed(answer, token, tokens);
    if (renewed.equals(token)) {
      return answer;
    }
    answer.close();
    return http.send(authorization.on(request, renewed));
  }

  private static Secret renewed(OutboundAnswer refused, Secret token, TokenSource tokens)
      throws IOException {
    try {
      return tokens.renew(token);
    } catch (RuntimeException e) {
      refused.close();
      throw e;
    }
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
