package io.wabridge.connectors;

import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** Calls the control API of a stand-in in the sandbox. */
public final class StandInControl {

  private final OutboundHttp http;

  public StandInControl(OutboundHttp http) {
    this.http = http;
  }

  public JsonNode get(URI standIn, String path) throws IOException {
    return send(OutboundRequest.get(at(standIn, path)));
  }

  public JsonNode post(URI standIn, String path, JsonNode json) throws IOException {
    return send(
        OutboundRequest.of("POST", at(standIn, path), OutboundBody.json(OutsideJson.write(json))));
  }

  private JsonNode send(OutboundRequest request) throws IOException {
    try (var answer = http.send(request)) {
      if (!answer.success()) {
        throw new IOException("HTTP " + answer.status() + " from the stand-in");
      }
      return OutsideJson.readOrNothing(answer.text());
    }
  }

  private static URI at(URI standIn, String path) {
    return URI.create(standIn.toString().replaceAll("/+$", "") + path);
  }
}
