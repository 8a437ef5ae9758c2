package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Control call by which a number of WhatsApp's stand-in becomes one of 360dialog's. */
@RestController
class KeyControl {
  private final Keys keys;
  private final ProviderAccess access;

  KeyControl(Keys keys, ProviderAccess access) {
    this.keys = keys;
    this.access = access;
  }

  record NewKey(String apiKey, String phoneNumberId, @Nullable String platformSecret) {}

  @PostMapping("/sandbox/360dialog/keys")
  ResponseEntity<JsonNode> add(@RequestBody NewKey key) {
    if (access.grant(key.phoneNumberId()) == null) {
      return ResponseEntity.status(404)
          .body(Json.object().put("error", "number " + key.phoneNumberId()));
    }
    keys.add(key.apiKey(), key.phoneNumberId(), key.platformSecret());
    return ResponseEntity.ok(Json.object().put("success", true));
  }
}
