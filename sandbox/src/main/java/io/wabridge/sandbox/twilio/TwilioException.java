package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** A refusal with Twilio's code. */
final class TwilioException extends RuntimeException {
  private final int status;
  private final int code;

  TwilioException(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static TwilioException unauthorized() {
    return new TwilioException(401, 20003, "Authenticate");
  }

  static TwilioException notFound(String what) {
    return new TwilioException(404, 20404, "The requested resource " + what + " was not found");
  }

  static TwilioException invalid(int code, String message) {
    return new TwilioException(400, code, message);
  }

  void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Twilio-Request-Id", "RQ" + UUID.randomUUID().toString().replace("-", ""));
    response
        .getOutputStream()
        .write(
            Json.bytes(
                Json.object()
                    .put("code", code)
                    .put("message", String.valueOf(getMessage()))
                    .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                    .put("status", status)));
  }
}
