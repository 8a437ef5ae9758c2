package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Control calls by which a number of WhatsApp's stand-in becomes a sender of a Twilio account. */
@RestController
@RequestMapping("/sandbox/twilio/accounts")
class TwilioControl {
  private final TwilioAccounts accounts;
  private final ProviderAccess access;

  TwilioControl(TwilioAccounts accounts, ProviderAccess access) {
    this.accounts = accounts;
    this.access = access;
  }

  record NewAccount(
      String accountSid,
      String authToken,
      String phoneNumberId,
      @Nullable String apiKeySid,
      @Nullable String apiKeySecret) {}

  @PostMapping
  ResponseEntity<JsonNode> add(@RequestBody NewAccount asked) {
    if (access.grant(asked.phoneNumberId()) == null) {
      return ResponseEntity.status(404)
          .body(Json.object().put("error", "number " + asked.phoneNumberId()));
    }
    TwilioAccount account =
        new TwilioAccount(asked.accountSid(), asked.authToken(), asked.phoneNumberId());
    if (asked.apiKeySid() != null && asked.apiKeySecret() != null) {
      account.apiKeys().put(asked.apiKeySid(), asked.apiKeySecret());
    }
    accounts.add(account);
    return ResponseEntity.ok(Json.object().put("success", true));
  }

  /** Changes how the account misbehaves. */
  @PostMapping("/{account}/manners")
  TwilioAccount.Manners misbehave(@PathVariable String account, @RequestBody JsonNode changes) {
    TwilioAccount found = find(account);
    found.manners(Json.patched(found.manners(), changes, TwilioAccount.Manners.class));
    return found.manners();
  }

  /** A person sends the sandbox's words from the phone. */
  @PostMapping("/{account}/joined/{waId}")
  JsonNode join(@PathVariable String account, @PathVariable String waId) {
    find(account).joined().add(waId);
    return Json.object().put("success", true);
  }

  /** Parameters of messages that Twilio does not know. */
  @GetMapping("/{account}/unknown-parameters")
  Set<String> unknownParameters(@PathVariable String account) {
    return find(account).unknownParameters();
  }

  private TwilioAccount find(String sid) {
    TwilioAccount account = accounts.find(sid);
    if (account == null) {
      throw TwilioException.notFound(sid);
    }
    return account;
  }
}
