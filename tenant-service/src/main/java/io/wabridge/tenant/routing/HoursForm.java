package io.wabridge.tenant.routing;

import io.wabridge.model.routing.OpeningHours;
import io.wabridge.tenant.routing.RoutingDocument.HoursDocument;
import io.wabridge.tenant.routing.RoutingDocument.SpanDocument;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks hours of a week. */
final class HoursForm {

  private static final int MOST_SPANS = 50;

  private static final String DAYS =
      Arrays.stream(DayOfWeek.values()).map(Enum::name).collect(Collectors.joining(", "));

  private final FieldRules rules;

  HoursForm(FieldRules rules) {
    this.rules = rules;
  }

  /** The hours to be stored; incomplete if problems were found. */
  OpeningHours check(String field, HoursDocument entered) {
    return new OpeningHours(
        zone(field + ".zone", entered.zone()),
        spans(field + ".spans", FieldRules.entries(entered.spans())));
  }

  /** Only zones with a name: an offset does not follow clock changes. */
  private ZoneId zone(String field, @Nullable String entered) {
    if (entered != null && ZoneId.getAvailableZoneIds().contains(entered)) {
      return ZoneId.of(entered);
    }
    rules.problem(
        field,
        entered == null
            ? FieldRules.REQUIRED
            : "must be the name of a time zone, as \"Europe/Madrid\"");
    return ZoneOffset.UTC;
  }

  private List<OpeningHours.Span> spans(String field, List<@Nullable SpanDocument> entered) {
    if (entered.isEmpty()) {
      rules.problem(field, FieldRules.REQUIRED);
    }
    rules.atMost(field, entered, MOST_SPANS);
    var spans = new ArrayList<OpeningHours.Span>();
    for (var place = 0; place < entered.size(); place++) {
      var at = field + "[" + place + "]";
      var span = entered.get(place);
      if (span == null) {
        rules.problem(at, "must be an object");
        continue;
      }
      var days = days(at + ".days", FieldRules.entries(span.days()));
      var from = time(at + ".from", span.from());
      var to = time(at + ".to", span.to());
      if (from != null && from.equals(to)) {
        rules.problem(
            at + ".to",
            "must differ from the beginning; a whole day is 00:00 to 12:00 and 12:00 to 00:00");
      } else if (from != null && to != null) {
        spans.add(new OpeningHours.Span(days, from, to));
      }
    }
    return spans;
  }

  private Set<DayOfWeek> days(String field, List<@Nullable String> entered) {
    if (entered.isEmpty()) {
      rules.problem(field, FieldRules.REQUIRED);
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var place = 0; place < entered.size(); place++) {
      var day = entered.get(place);
      try {
        days.add(DayOfWeek.valueOf(day == null ? "" : day.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        rules.problem(field + "[" + place + "]", "must be one of: " + DAYS);
      }
    }
    return days;
  }

  private @Nullable LocalTime time(String field, @Nullable String entered) {
    if (entered == null) {
      rules.problem(field, FieldRules.REQUIRED);
      return null;
    }
    try {
      return LocalTime.parse(entered);
    } catch (DateTimeException _) {
      rules.problem(field, "must be a time from 00:00 to 23:59, as \"09:30\"");
      return null;
    }
  }
}
