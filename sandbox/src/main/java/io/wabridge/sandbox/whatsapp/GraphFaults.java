package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Names Graph's operations and formats its errors for planned faults. */
final class GraphFaults implements FaultFormat {
  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith("/sandbox/") || path.startsWith("/actuator") || path.equals("/")) {
      return null;
    }
    if (path.startsWith("/whatsapp_business/attachments")) {
      return "media-download";
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      case "messages", "subscribed_apps", "debug_token", "access_token", "register", "me" -> last;
      case "media" -> "media-upload";
      default -> {
        if (path.indexOf('/', 1) > 0) {
          yield last;
        }
        yield "node-" + request.getMethod().toLowerCase(java.util.Locale.ROOT);
      }
    };
  }

  /** The access token. */
  @Override
  public @Nullable String caller(HttpServletRequest request) {
    return TokenAuthorization.presented(request);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int code = Integer.parseInt(kind);
    switch (code) {
      case 404 -> response.setStatus(404);
      case 429 -> {
        GraphErrors.write(GraphException.of(130429, "Throughput reached."), request, response);
        response.setStatus(429);
      }
      case 500 -> GraphErrors.write(GraphException.of(131000, null), request, response);
      case 503 -> GraphErrors.write(GraphException.of(131016, null), request, response);
      case 401, 190 ->
          GraphErrors.write(
              GraphException.expiredToken("Error validating access token: Session has expired."),
              request,
              response);
      default ->
          GraphErrors.write(GraphException.of(code, "Planned by the sandbox."), request, response);
    }
  }
}
