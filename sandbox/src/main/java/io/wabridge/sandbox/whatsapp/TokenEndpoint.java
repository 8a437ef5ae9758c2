package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens: exchanged for a code, inspected, and created or invalidated by control calls. */
@RestController
class TokenEndpoint {
  private static final long CODE_MS = 30_000;
  private static final String[] SCOPES = {
    "whatsapp_business_management", "whatsapp_business_messaging", "business_management"
  };

  private record Code(String appId, String wabaId, long untilMs) {}

  private final Accounts accounts;
  private final TokenAuthorization authorization;
  private final ShiftingClock clock;
  private final BoundedMap<String, Code> codes = new BoundedMap<>(1000);

  TokenEndpoint(Accounts accounts, TokenAuthorization authorization, ShiftingClock clock) {
    this.accounts = accounts;
    this.authorization = authorization;
    this.clock = clock;
  }

  @RequestMapping(
      path = "/oauth/access_token",
      method = {RequestMethod.GET, RequestMethod.POST})
  JsonNode exchange(
      @RequestParam(name = "client_id") String clientId,
      @RequestParam(name = "client_secret") String secret,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(name = "grant_type", required = false) @Nullable String grant) {
    App app = accounts.app(clientId);
    if (app == null || !app.secret().equals(secret)) {
      throw GraphException.param("Error validating client secret.");
    }
    if ("client_credentials".equals(grant)) {
      return token(app.token());
    }
    Code known = codes.get(code);
    if (known == null || !known.appId().equals(clientId) || known.untilMs() < clock.millis()) {
      throw GraphException.param("This authorization code has expired or been used.");
    }
    String value = "sandbox-" + UUID.randomUUID();
    accounts.token(value, clientId, Set.of(known.wabaId()), 0);
    return token(value);
  }

  private static JsonNode token(String value) {
    return Json.object().put("access_token", value).put("token_type", "bearer");
  }

  @GetMapping("/debug_token")
  JsonNode debug(@RequestParam(name = "input_token") String input, HttpServletRequest request) {
    authorization.require(request);
    Token token = authorization.find(input);
    ObjectNode answer = Json.object();
    ObjectNode data = answer.putObject("data");
    if (token == null) {
      data.put("is_valid", false).putArray("scopes");
      data.putObject("error").put("code", 190).put("message", "Invalid OAuth access token.");
      return answer;
    }
    data.put("app_id", token.appId()).put("type", "SYSTEM_USER");
    data.put("application", "Sandbox app").put("data_access_expires_at", 0);
    data.put("expires_at", token.expiresAtMs() / 1000)
        .put("is_valid", !authorization.expired(token));
    data.put("issued_at", token.issuedAtMs() / 1000).put("user_id", "610061006100610");
    ArrayNode scopes = data.putArray("scopes");
    ArrayNode granular = data.putArray("granular_scopes");
    for (String scope : SCOPES) {
      scopes.add(scope);
      ObjectNode one = granular.addObject().put("scope", scope);
      if (!token.wabas().isEmpty()) {
        ArrayNode targets = one.putArray("target_ids");
        token.wabas().forEach(targets::add);
      }
    }
    return answer;
  }

  record Made(String appId, String wabaId) {}

  @PostMapping("/sandbox/codes")
  JsonNode code(@RequestBody Made made) {
    String code = UUID.randomUUID().toString();
    codes.put(code, new Code(made.appId(), made.wabaId(), clock.millis() + CODE_MS));
    return Json.object().put("code", code);
  }

  record Change(String token, String action) {}

  @PostMapping("/sandbox/tokens")
  JsonNode change(@RequestBody Change change) {
    Token token = accounts.token(change.token());
    switch (change.action()) {
      case "revoke" -> accounts.revoke(change.token());
      case "expire" -> {
        if (token == null) {
          throw new NotFoundException("token");
        }
        accounts.token(token.value(), token.appId(), token.wabas(), 1);
      }
      case "restore" ->
          accounts.token(
              change.token(),
              token == null ? "500400300200100" : token.appId(),
              token == null ? Set.of() : token.wabas(),
              0);
      default -> throw new NotFoundException("action " + change.action());
    }
    return Json.object().put("success", true);
  }
}
