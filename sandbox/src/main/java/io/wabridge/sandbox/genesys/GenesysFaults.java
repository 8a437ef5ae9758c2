package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Names the operations of Genesys and formats its errors for planned faults. */
final class GenesysFaults implements FaultFormat {
  private static final String TOKEN = "/oauth/token";

  private final AccessTokens tokens;

  GenesysFaults(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals(TOKEN)) {
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

  /** The OAuth client that asks for a token, or whose token the call has. */
  @Override
  public @Nullable String caller(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    String[] pair = TokenEndpoint.basic(authorization);
    return pair.length == 2 ? pair[0] : tokens.client(authorization);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = Integer.parseInt(kind);
    if (status == 401 && request.getRequestURI().equals(TOKEN)) {
      TokenEndpoint.refuse(response);
      return;
    }
    GenesysException refusal =
        switch (status) {
          case 401 -> GenesysException.badCredentials();
          case 429 -> GenesysException.tooMany(2);
          default -> GenesysException.status(status);
        };
    GenesysErrors.write(refusal, request, response);
  }
}
