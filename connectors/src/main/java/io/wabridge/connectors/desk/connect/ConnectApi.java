package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.model.CallListener.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls the control API and SNS with signed requests, and the participant API with the token of the
 * chat.
 */
final class ConnectApi {

  static final String KIND = "connect";

  private final OutboundHttp http;
  private final ConnectSigner signer;

  ConnectApi(OutboundHttp http, Clock clock) {
    this.http = http;
    this.signer = new ConnectSigner(clock);
  }

  OutboundHttp http() {
    return http;
  }

  /** Calls the control API. */
  ConnectReply control(
      Operation operation,
      String method,
      String path,
      @Nullable JsonNode json,
      ConnectSettings settings)
      throws IOException {
    var body = json == null ? null : json(json);
    var uri = URI.create(settings.controlUrl() + path);
    var request = OutboundRequest.of(method, uri, body).by(KIND, operation);
    return read(signer.signed(request, body, "connect", settings));
  }

  /** Calls the participant API as the person. */
  ConnectReply participant(
      Operation operation, String path, String token, JsonNode json, ConnectSettings settings)
      throws IOException {
    var uri = URI.create(settings.participantUrl() + "/participant/" + path);
    return read(
        OutboundRequest.of("POST", uri, json(json))
            .by(KIND, operation)
            .header("X-Amz-Bearer", token));
  }

  /** Calls SNS, whose answers are XML. */
  ConnectReply topics(Map<String, String> parameters, ConnectSettings settings) throws IOException {
    var form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    var body =
        new ConnectBody("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    var uri = URI.create(settings.topicsUrl() + "/");
    var request = OutboundRequest.of("POST", uri, body).by(KIND, Operation.SET_UP);
    return read(signer.signed(request, body, "sns", settings));
  }

  /** Calls an address that authorizes the call itself. */
  ConnectReply get(URI uri) throws IOException {
    return read(OutboundRequest.get(uri).by(KIND, Operation.SET_UP));
  }

  ConnectReply read(OutboundRequest request) throws IOException {
    try (OutboundAnswer answer = http.send(request)) {
      return new ConnectReply(
          answer.status(), answer.text(), answer.header("x-amzn-errortype"), RetryAfter.of(answer));
    }
  }

  private static ConnectBody json(JsonNode json) {
    return new ConnectBody(
        "application/json", OutsideJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
