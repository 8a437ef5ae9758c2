package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API by which many persons write at once, for load tests. */
@RestController
@RequestMapping("/sandbox/crowd")
class CrowdControl {
  private static final long FIRST = 447_911_000_000L;

  private final Persons persons;
  private final Chats chats;
  private final PersonMessageSender speech;

  CrowdControl(Persons persons, Chats chats, PersonMessageSender speech) {
    this.persons = persons;
    this.chats = chats;
    this.speech = speech;
  }

  record Crowd(int persons, int each, @Nullable String prefix) {}

  /** Person i writes "prefix i/n" for n from 1; each text is a webhook of its own. */
  @PostMapping
  JsonNode speak(
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestBody Crowd crowd) {
    String prefix = crowd.prefix() == null ? "crowd " : crowd.prefix();
    for (int n = 1; n <= crowd.each(); n++) {
      for (int i = 0; i < crowd.persons(); i++) {
        String waId = Long.toString(FIRST + i);
        persons.create(waId, null, "Crowd " + i, null, false);
        ObjectNode message = Json.object().put("type", "text");
        message.putObject("text").put("body", prefix + i + "/" + n);
        speech.say(chats.of(waId, number), message);
      }
    }
    return Json.object().put("messages", (long) crowd.persons() * crowd.each());
  }
}
