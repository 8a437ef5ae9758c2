package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for what a person wants of marketing messages. */
@RestController
class MarketingControl {
  private final Chats chats;
  private final Notifier notifier;
  private final ShiftingClock clock;

  MarketingControl(Chats chats, Notifier notifier, ShiftingClock clock) {
    this.chats = chats;
    this.notifier = notifier;
    this.clock = clock;
  }

  record Choice(boolean allowed) {}

  @PostMapping("/sandbox/persons/{id}/marketing")
  JsonNode choose(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestBody Choice choice) {
    Chat chat = chats.of(id, number);
    chat.marketingStopped(!choice.allowed());
    ObjectNode value = ChangeValues.of(chat.number());
    value.putArray("contacts").add(ChangeValues.contact(chat, chat.ids(), true));
    ObjectNode preference = value.putArray("user_preferences").addObject();
    ChangeValues.put(preference, "wa_id", chat.ids().waId(chat));
    ChangeValues.put(preference, "user_id", chat.ids().userId(chat));
    preference.put("detail", "said in the chat").put("category", "marketing_messages");
    preference.put("timestamp", clock.millis() / 1000);
    preference.put("value", choice.allowed() ? "resume" : "stop");
    notifier.tellAccount(chat.number(), "user_preferences", value);
    return Json.object().put("success", true);
  }
}
