package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.aws.AwsBody;
import io.wabridge.connectors.aws.AwsHttp;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.CallListener.Operation;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls the control API with signed requests, and the participant API with the token of the chat.
 */
final class ConnectApi {

  static final String KIND = "connect";

  private final AwsHttp aws;

  ConnectApi(OutboundHttp http, Clock clock) {
    this.aws = new AwsHttp(KIND, http, clock);
  }

  AwsHttp aws() {
    return aws;
  }

  /** Calls the control API. */
  AwsReply control(
      Operation operation,
      String method,
      String path,
      @Nullable JsonNode json,
      ConnectSettings settings)
      throws IOException {
    var access = settings.access();
    var uri = URI.create(access.url(KIND) + path);
    return aws.call(operation, KIND, method, uri, json, access);
  }

  /** Calls the participant API as the person. */
  AwsReply participant(
      Operation operation, String path, String token, JsonNode json, ConnectSettings settings)
      throws IOException {
    var uri = URI.create(settings.access().url("participant.connect") + "/participant/" + path);
    return aws.read(
        OutboundRequest.of("POST", uri, AwsBody.json(json))
            .by(KIND, operation)
            .header("X-Amz-Bearer", token));
  }

  AwsReply read(OutboundRequest request) throws IOException {
    return aws.read(request);
  }

  /** Requests a file at an address that authorizes the call itself; close the answer. */
  OutboundAnswer fetch(URI uri) throws IOException {
    return aws.fetch(uri);
  }
}
