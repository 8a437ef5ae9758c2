package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Names Twilio's operations ("twilio-messages") and words the planned refusals: a status, or one of
 * Twilio's codes.
 */
final class TwilioFaults implements FaultFormat {
  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.contains("/Media/") || path.contains("/files/")) {
      return "twilio-media";
    }
    if (path.endsWith("/Messages.json")) {
      return "twilio-messages";
    }
    if (path.contains("/v1/Content")) {
      return "twilio-content";
    }
    if (path.contains("/Senders")) {
      return "twilio-senders";
    }
    return path.endsWith("/Typing.json") ? "twilio-typing" : "twilio-account";
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int number = Integer.parseInt(kind);
    TwilioException refusal =
        switch (number) {
          case 401 -> TwilioException.unauthorized();
          case 404 -> TwilioException.notFound(request.getRequestURI());
          case 429 -> new TwilioException(429, 20429, "Too Many Requests");
          default ->
              number < 1000
                  ? new TwilioException(number, 20000 + number, "Planned by the sandbox")
                  : TwilioException.invalid(number, "Planned by the sandbox");
        };
    if (number == 429) {
      response.setHeader("Retry-After", "1");
    }
    refusal.write(response);
  }
}
