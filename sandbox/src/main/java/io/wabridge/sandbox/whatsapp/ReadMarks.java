package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a person's ticks blue, and shows that the business is typing. */
@Component
class ReadMarks {
  private static final long TYPING_MS = 25_000;

  private final Memory memory;
  private final ShiftingClock clock;

  ReadMarks(Memory memory, ShiftingClock clock) {
    this.memory = memory;
    this.clock = clock;
  }

  JsonNode mark(Param request, BusinessNumber number) {
    request.need("status").oneOf("read");
    String id = request.need("message_id").text(512);
    Param typing = request.opt("typing_indicator");
    if (typing != null) {
      typing.object().need("type").oneOf("text");
    }
    Said said = memory.said().get(id);
    if (said == null || said.chat().number() != number) {
      throw GraphException.of(131009, "Message ID " + id + " was not found.");
    }
    for (Said earlier : said.chat().said().all()) {
      if (earlier.atMs() <= said.atMs()) {
        earlier.readByBusiness();
      }
    }
    said.readByBusiness();
    if (typing != null) {
      said.chat().typingUntilMs(clock.millis() + TYPING_MS);
    }
    said.chat().person().pulse().beat();
    return Json.object().put("success", true);
  }
}
