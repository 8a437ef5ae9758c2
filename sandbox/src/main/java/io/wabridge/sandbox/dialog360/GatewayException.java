package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** A refusal of 360dialog's own; what Meta refuses is passed on in Meta's words. */
final class GatewayException extends RuntimeException {
  /** Said with the status 400, not 429. */
  static final GatewayException RATE_LIMIT =
      new GatewayException(400, "Endpoint rate limit exceeded");

  private final int status;

  GatewayException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  void write(HttpServletResponse response) throws IOException {
    ObjectNode answer = Json.object();
    answer
        .putObject("meta")
        .put("success", false)
        .put("http_code", status)
        .put("developer_message", getMessage());
    response.setStatus(status);
    response.setContentType("application/json");
    response.getOutputStream().write(Json.bytes(answer));
  }
}
