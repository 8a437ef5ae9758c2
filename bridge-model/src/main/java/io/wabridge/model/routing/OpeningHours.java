package io.wabridge.model.routing;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Hours of a week.
 *
 * @param zone the time zone of all times, as "Europe/Madrid"
 */
public record OpeningHours(ZoneId zone, List<Span> spans) {

  /** From one time to another on these days; one that ends before it begins ends the next day. */
  public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public Span {
      days = Set.copyOf(days);
    }
  }

  public OpeningHours {
    spans = List.copyOf(spans);
  }
}
