package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** An app's own callback, used by every account without an override. */
@RestController
class AppEndpoint {
  private final TokenAuthorization authorization;
  private final Accounts accounts;
  private final Handshake handshake;

  AppEndpoint(TokenAuthorization authorization, Accounts accounts, Handshake handshake) {
    this.authorization = authorization;
    this.accounts = accounts;
    this.handshake = handshake;
  }

  @PostMapping("/{id}/subscriptions")
  JsonNode subscribe(
      @PathVariable String id,
      @RequestParam String object,
      @RequestParam(name = "callback_url") String callback,
      @RequestParam(name = "verify_token") String verifyToken,
      HttpServletRequest request) {
    App app = accounts.app(id);
    if (app == null || !authorization.require(request).value().equals(app.token())) {
      throw GraphException.noSuchObject("post", id);
    }
    if (!object.equals("whatsapp_business_account")) {
      throw GraphException.param("Param object must be whatsapp_business_account.");
    }
    handshake.require(callback, verifyToken);
    app.callback(callback);
    return Json.object().put("success", true);
  }
}
