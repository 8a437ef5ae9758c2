package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a person's ticks blue, and shows that the business is typing. */
@Component
class ReadMarks {
  private static final long TYPING_MS = 25_000;

  private final MessageStore messageStore;
  private final ShiftingClock clock;

  ReadMarks(MessageStore messageStore, ShiftingClock clock) {
    this.messageStore = messageStore;
    this.clock = clock;
  }

  JsonNode mark(Param request, BusinessNumber number) {
    request.need("status").oneOf("read");
    String id = request.need("message_id").text(512);
    Param typing = request.opt("typing_indicator");
    if (typing != null) {
      typing.object().need("type").oneOf("text");
    }
    PersonMessage said = messageStore.said().get(id);
    if (said == null || said.chat().number() != number) {
      throw GraphException.of(131009, "Message ID " + id + " was not found.");
    }
    for (PersonMessage earlier : said.chat().said().all()) {
      if (earlier.atMs() <= said.atMs()) {
        earlier.readByBusiness();
      }
    }
    said.readByBusiness();
    if (typing != null) {
      said.chat().typingUntilMs(clock.millis() + TYPING_MS);
    }
    said.chat().person().pulse().signal();
    return Json.object().put("success", true);
  }
}
