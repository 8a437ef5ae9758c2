package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Control calls by which a number of WhatsApp's stand-in becomes one of an account of AWS. */
@RestController
@RequestMapping("/sandbox/aws/accounts")
class AwsControl {
  private final AwsAccounts accounts;
  private final ProviderAccess access;
  private final Publisher publisher;

  AwsControl(AwsAccounts accounts, ProviderAccess access, Publisher publisher) {
    this.accounts = accounts;
    this.access = access;
    this.publisher = publisher;
  }

  record NewAccount(String phoneNumberId) {}

  /** Returns what an administrator would read in AWS's console. */
  @PostMapping
  ResponseEntity<JsonNode> add(@RequestBody NewAccount asked) {
    if (access.grant(asked.phoneNumberId()) == null) {
      return ResponseEntity.status(404)
          .body(Json.object().put("error", "number " + asked.phoneNumberId()));
    }
    AwsAccount account =
        new AwsAccount(
            "SANDBOX" + random().substring(0, 13).toUpperCase(Locale.ROOT),
            random(),
            asked.phoneNumberId(),
            random());
    accounts.add(account);
    return ResponseEntity.ok(view(account));
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  @GetMapping("/{key}")
  JsonNode get(@PathVariable String key) {
    return view(find(key));
  }

  /** Changes how the account misbehaves. */
  @PostMapping("/{key}/manners")
  AwsAccount.Manners misbehave(@PathVariable String key, @RequestBody JsonNode changes) {
    AwsAccount found = find(key);
    found.manners(Json.patched(found.manners(), changes, AwsAccount.Manners.class));
    return found.manners();
  }

  /** Deletes the subscriptions of the topic, as its owner may do. */
  @PostMapping("/{key}/unsubscribe")
  JsonNode unsubscribe(@PathVariable String key) {
    publisher.topics().unsubscribe(find(key).topicArn());
    return Json.object().put("success", true);
  }

  private AwsAccount find(String key) {
    AwsAccount account = accounts.find(key);
    if (account == null) {
      throw AwsException.notFound(key);
    }
    return account;
  }

  private static ObjectNode view(AwsAccount account) {
    return Json.object()
        .put("region", AwsAccount.REGION)
        .put("originationPhoneNumberId", account.originationPhoneNumberId())
        .put("topicArn", account.topicArn())
        .put("mediaBucket", account.bucket())
        .put("accessKeyId", account.accessKeyId())
        .put("secretAccessKey", account.secretAccessKey())
        .put("objects", account.objects().size());
  }
}
