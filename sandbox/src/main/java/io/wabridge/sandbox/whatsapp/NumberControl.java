package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for business numbers and the messages they sent. */
@RestController
class NumberControl {
  private final Accounts accounts;
  private final MessageStore messageStore;

  NumberControl(Accounts accounts, MessageStore messageStore) {
    this.accounts = accounts;
    this.messageStore = messageStore;
  }

  record NewNumber(
      String phoneNumberId,
      String display,
      @Nullable String name,
      String wabaId,
      @Nullable String businessId,
      String appId,
      String appSecret,
      String accessToken) {}

  @PostMapping("/sandbox/numbers")
  JsonNode number(@RequestBody NewNumber asked) {
    String name = asked.name() == null ? "Business " + asked.display() : asked.name();
    String business = asked.businessId() == null ? Accounts.BUSINESS_ID : asked.businessId();
    accounts.app(asked.appId(), asked.appSecret());
    Waba waba = accounts.waba(asked.wabaId(), name, business);
    accounts.token(asked.accessToken(), asked.appId(), Set.of(asked.wabaId()), 0);
    return view(accounts.number(asked.phoneNumberId(), asked.display(), name, waba));
  }

  @GetMapping("/sandbox/numbers")
  JsonNode numbers() {
    ArrayNode items = Json.array();
    accounts.numbers().forEach(number -> items.add(view(number)));
    return Json.object().set("items", items);
  }

  @GetMapping("/sandbox/counters")
  JsonNode counters() {
    long accepted = accounts.numbers().stream().mapToLong(one -> one.accepted().sum()).sum();
    long hurried = accounts.numbers().stream().mapToLong(one -> one.hurried().sum()).sum();
    return Json.object()
        .put("accepted", accepted)
        .put("hurried", hurried)
        .put("repeatedCallbackData", messageStore.repeats());
  }

  private static ObjectNode view(BusinessNumber number) {
    ObjectNode view = Json.object().put("phoneNumberId", number.id());
    view.put("display", number.display()).put("name", number.verifiedName());
    view.put("wabaId", number.waba().id()).put("accepted", number.accepted().sum());
    return view.put("subscribed", !number.waba().subscriptions().isEmpty());
  }
}
