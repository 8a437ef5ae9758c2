package io.wabridge.kit.routing;

import io.wabridge.model.routing.OpeningHours;
import java.time.Instant;
import java.time.ZonedDateTime;

/** Whether a time is within hours. Local times are compared, so that a clock change moves none. */
final class Hours {

  private Hours() {}

  static boolean include(OpeningHours hours, Instant now) {
    var local = now.atZone(hours.zone());
    return hours.spans().stream().anyMatch(span -> includes(span, local));
  }

  private static boolean includes(OpeningHours.Span span, ZonedDateTime local) {
    var time = local.toLocalTime();
    var day = local.getDayOfWeek();
    var begun = span.days().contains(day) && !time.isBefore(span.from());
    if (span.from().isBefore(span.to())) {
      return begun && time.isBefore(span.to());
    }
    var begunYesterday = span.days().contains(day.minus(1));
    return begun || begunYesterday && time.isBefore(span.to());
  }
}
