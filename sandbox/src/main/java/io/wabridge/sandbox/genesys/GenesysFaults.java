package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Names the operations of Genesys and formats its errors for planned faults. */
final class GenesysFaults implements FaultFormat {
  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals("/oauth/token")) {
      return "token";
    }
    if (!path.startsWith("/api/v2/")) {
      return null;
    }
    if (path.startsWith("/api/v2/downloads/")) {
      return "download";
    }
    if (path.contains("/messaging/integrations/open")) {
      return "integrations";
    }
    if (path.endsWith("/structured/response")) {
      return "structured";
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = Integer.parseInt(kind);
    GenesysException refusal =
        switch (status) {
          case 401 -> GenesysException.badCredentials();
          case 429 -> GenesysException.tooMany(2);
          default -> GenesysException.status(status);
        };
    GenesysErrors.write(refusal, request, response);
  }
}
