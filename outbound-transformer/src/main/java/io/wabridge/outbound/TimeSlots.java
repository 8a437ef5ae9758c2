package io.wabridge.outbound;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Content.Choice.Slot;
import io.wabridge.model.Language;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;

/** Words the times of a question: "Mon, Mar 2, 9:00 AM", and below it "2026, UTC+1, 30 min". */
final class TimeSlots {

  private TimeSlots() {}

  static Content.Choice worded(Content.Choice choice, Language language) {
    return new Content.Choice(
        choice.text(),
        choice.options().stream().map(option -> worded(option, language)).toList(),
        choice.several(),
        choice.frame());
  }

  private static Option worded(Option option, Language language) {
    var slot = option.slot();
    if (slot == null) {
      return option;
    }
    var at = slot.at().atOffset(ZoneOffset.ofTotalSeconds(slot.offset()));
    return new Option(
        option.id(), title(at, language), details(at, slot, language), option.section(), null);
  }

  private static String title(OffsetDateTime at, Language language) {
    var format = DateTimeFormatter.ofLocalizedPattern("MMMEdjm").withLocale(language.locale());
    return format.format(at).replaceAll("[\\u00a0\\u202f]", " ");
  }

  private static String details(OffsetDateTime at, Slot slot, Language language) {
    var details = new ArrayList<String>();
    details.add(String.valueOf(at.getYear()));
    details.add(zone(at.getOffset()));
    if (slot.minutes() != null) {
      details.add(Words.in(language).say("choice.minutes", slot.minutes()));
    }
    return String.join(", ", details);
  }

  /** As "UTC", "UTC+1" or "UTC+5:30". */
  private static String zone(ZoneOffset offset) {
    return offset.getTotalSeconds() == 0
        ? "UTC"
        : "UTC" + offset.getId().replaceFirst("([+-])0", "$1").replace(":00", "");
  }
}
