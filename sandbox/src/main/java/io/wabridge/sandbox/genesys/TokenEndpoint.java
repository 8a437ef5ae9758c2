package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint of the login host: client credentials for a token. */
@RestController
class TokenEndpoint {
  private final AccessTokens accessTokens;
  private final Settings<GenesysSettings> settings;

  TokenEndpoint(AccessTokens accessTokens, Settings<GenesysSettings> settings) {
    this.accessTokens = accessTokens;
    this.settings = settings;
  }

  @PostMapping(path = "/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<JsonNode> token(
      @RequestParam(name = "grant_type", required = false) @Nullable String grantType,
      HttpServletRequest request) {
    if (!"client_credentials".equals(grantType)) {
      return refused(400, "unsupported_grant_type", "grant type is not supported");
    }
    String[] pair = basic(request.getHeader("Authorization"));
    AccessToken grant = pair.length == 2 ? accessTokens.grant(pair[0], pair[1]) : null;
    if (grant == null) {
      return refused(400, "invalid_client", "client not found or invalid client secret");
    }
    return ResponseEntity.ok(
        Json.object()
            .put("access_token", grant.value())
            .put("token_type", "bearer")
            .put("expires_in", settings.now().tokenSeconds()));
  }

  static String[] basic(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new String[0];
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException e) {
      return new String[0];
    }
  }

  /** The answer to credentials that are not accepted. */
  static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(401);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(Json.bytes(error("invalid_client", "client not found or invalid client secret")));
  }

  private static ResponseEntity<JsonNode> refused(int status, String error, String why) {
    return ResponseEntity.status(status).body(error(error, why));
  }

  private static ObjectNode error(String error, String why) {
    return Json.object().put("error", error).put("description", why).put("error_description", why);
  }
}
