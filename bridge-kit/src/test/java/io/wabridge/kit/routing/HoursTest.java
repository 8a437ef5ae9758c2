package io.wabridge.kit.routing;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.routing.OpeningHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of a week at their borders, over midnight, and when the clocks change. */
class HoursTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Set<DayOfWeek> WORKDAYS =
      Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);

  private static OpeningHours hours(Set<DayOfWeek> days, String from, String to) {
    return new OpeningHours(
        MADRID, List.of(new OpeningHours.Span(days, LocalTime.parse(from), LocalTime.parse(to))));
  }

  private static Instant inMadrid(String local) {
    return LocalDateTime.parse(local).atZone(MADRID).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-13T08:59:59.999, false", // a Monday
    "2026-07-13T09:00, true",
    "2026-07-13T17:59:59.999, true",
    "2026-07-13T18:00, false",
    "2026-07-18T12:00, false", // a Saturday
  })
  void beginsWithItsFirstMinuteAndEndsBeforeItsLast(String local, boolean open) {
    assertThat(Hours.include(hours(WORKDAYS, "09:00", "18:00"), inMadrid(local))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-17T21:59, false", // a Friday
    "2026-07-17T22:00, true",
    "2026-07-18T05:59, true",
    "2026-07-18T06:00, false",
    "2026-07-18T22:00, false",
    "2026-07-17T05:59, false", // Thursday does not begin a night
  })
  void aNightBelongsToTheDayOnWhichItBegins(String local, boolean open) {
    assertThat(Hours.include(hours(Set.of(FRIDAY), "22:00", "06:00"), inMadrid(local)))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-19T23:59:59, true",
    "2026-07-20T00:00, false",
    "2026-07-19T19:59, false",
    "2026-07-18T23:59, false"
  })
  void endsAtMidnight(String local, boolean open) {
    assertThat(Hours.include(hours(Set.of(SUNDAY), "20:00", "00:00"), inMadrid(local)))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-28T08:00:00Z, true", // Saturday, before the clocks change: 9:00 there
    "2026-03-28T07:59:00Z, false",
    "2026-03-29T07:00:00Z, true", // Sunday, after it: 9:00 there
    "2026-03-29T06:59:00Z, false",
    "2026-10-25T07:59:00Z, false", // Sunday, after they changed back
    "2026-10-25T08:00:00Z, true"
  })
  void followsTheClocksOfItsZone(Instant now, boolean open) {
    assertThat(Hours.include(hours(Set.of(SATURDAY, SUNDAY), "09:00", "18:00"), now))
        .isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:29:00Z, false", // 2:29, for the first time
    "2026-10-25T00:30:00Z, true",
    "2026-10-25T00:59:00Z, true",
    "2026-10-25T01:15:00Z, false", // 2:15, for the second time
    "2026-10-25T01:45:00Z, true",
    "2026-10-25T02:00:00Z, false",
    "2026-03-29T00:59:59Z, false", // 1:59:59; the next second is 3:00
    "2026-03-29T01:00:00Z, false"
  })
  void anHourThatIsRepeatedOrSkipped(Instant now, boolean open) {
    assertThat(Hours.include(hours(Set.of(SUNDAY), "02:30", "03:00"), now)).isEqualTo(open);
  }
}
