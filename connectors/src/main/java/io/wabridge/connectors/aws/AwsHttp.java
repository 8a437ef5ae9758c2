package io.wabridge.connectors.aws;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls services of AWS for one kind of connector. Nothing is repeated silently. */
public final class AwsHttp {

  /** What AWS says when a session has ended before its time. */
  private static final Set<String> ENDED = Set.of("ExpiredTokenException", "ExpiredToken");

  private final String kind;
  private final OutboundHttp http;
  private final AwsSigner signer;
  private final AwsSessions sessions;

  /**
   * @param kind the connector's kind, for metrics
   */
  public AwsHttp(String kind, OutboundHttp http, Clock clock) {
    this.kind = kind;
    this.http = http;
    this.signer = new AwsSigner(clock);
    this.sessions = new AwsSessions(kind, this::read, signer, clock);
  }

  /**
   * Calls an operation of a service with a signed request. Without the role of the access, the call
   * is not made: its answer has the status 403 and the type AssumeRoleRefused, or 503 and
   * AssumeRoleUnavailable.
   *
   * @param service the service's name in the signature
   * @param json the body; null: none
   */
  public AwsReply call(
      Operation operation,
      String service,
      String method,
      URI uri,
      @Nullable JsonNode json,
      AwsAccess access)
      throws IOException {
    var body = json == null ? null : AwsBody.json(json);
    var request = OutboundRequest.of(method, uri, body).by(kind, operation);
    return signed(request, body, service, access);
  }

  /** A refused call was not made: it is repeated once in a new session. */
  private AwsReply signed(
      OutboundRequest request, @Nullable AwsBody body, String service, AwsAccess access)
      throws IOException {
    return switch (sessions.of(access)) {
      case AwsSessions.Answer.Denied(var reply) -> reply;
      case AwsSessions.Answer.Granted(var granted) -> {
        var reply = read(signer.signed(request, body, service, granted));
        if (access.role() == null || !ENDED.contains(reply.type())) {
          yield reply;
        }
        sessions.discard(access, granted);
        yield sessions.of(access) instanceof AwsSessions.Answer.Granted(var renewed)
            ? read(signer.signed(request, body, service, renewed))
            : reply;
      }
    };
  }

  /** Calls SNS, whose answers are XML. */
  public AwsReply topics(Map<String, String> parameters, AwsAccess access) throws IOException {
    var form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    var body =
        new AwsBody("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    var uri = URI.create(access.url("sns") + "/");
    var request = OutboundRequest.of("POST", uri, body).by(kind, Operation.SET_UP);
    return signed(request, body, "sns", access);
  }

  /**
   * The address with which anyone may make this request of S3 for some time.
   *
   * @throws TemporaryFailure the role of the access was not assumed
   */
  public URI presigned(String method, URI uri, Duration valid, AwsAccess access)
      throws TemporaryFailure {
    return switch (sessions.of(access)) {
      case AwsSessions.Answer.Granted(var granted) ->
          signer.presigned(method, uri, "s3", valid, granted);
      case AwsSessions.Answer.Denied(var reply) ->
          throw new TemporaryFailure(Reason.ROLE_REFUSED, reply.error());
    };
  }

  /** Calls an address that authorizes the call itself. */
  public AwsReply get(URI uri) throws IOException {
    return read(OutboundRequest.get(uri).by(kind, Operation.SET_UP));
  }

  /** Sends a request as it is. */
  public AwsReply read(OutboundRequest request) throws IOException {
    try (OutboundAnswer answer = http.send(request)) {
      return new AwsReply(
          answer.status(), answer.text(), answer.header("x-amzn-errortype"), RetryAfter.of(answer));
    }
  }

  /** Requests a file at an address that authorizes the call itself; close the answer. */
  public OutboundAnswer fetch(URI uri) throws IOException {
    return http.send(OutboundRequest.getFile(uri).by(kind, Operation.DOWNLOAD));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
