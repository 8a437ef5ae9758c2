package io.wabridge.auth.key;

import io.wabridge.kit.NotFoundException;
import io.wabridge.model.Secret;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Checks API keys for the gateway. */
@RestController
class KeyCheckController {

  record Shown(Secret key) {}

  private final ApiKeys keys;

  KeyCheckController(ApiKeys keys) {
    this.keys = keys;
  }

  @PostMapping("/internal/api-keys/check")
  ApiKeys.Allowed check(@RequestBody Shown shown) {
    return keys.check(shown.key().reveal())
        .orElseThrow(() -> new NotFoundException("The API key is not valid."));
  }
}
