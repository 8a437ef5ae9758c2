package io.wabridge.tenant.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wabridge.model.DeskId;
import io.wabridge.model.routing.OpeningHours;
import io.wabridge.model.routing.Route;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.model.routing.Routing;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the conversations of a channel are shared between desks, as it is entered and shown.
 *
 * @param routes in the order in which they are tried; at most 50
 * @param mirrors desks that get copies of all messages, and may not answer; at most 10
 * @param endsAfterHours after so many hours without a message, a conversation counts as new; from 1
 *     to 720, by default 24
 */
public record RoutingDocument(
    @Nullable List<@Nullable RouteDocument> routes,
    @Nullable List<@Nullable String> mirrors,
    @Nullable Integer endsAfterHours) {

  /**
   * One rule: conversations that meet the condition go to the desk.
   *
   * @param name what the administrator calls it; unique in the channel
   * @param desk the id of a desk of this tenant
   * @param when what a conversation must meet, all of it; absent: every conversation meets it
   * @param failoverSeconds how long a message waits for the unavailable desk before the
   *     conversation goes to the next one; from 5 to 86400; absent: it waits
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Route")
  public record RouteDocument(
      @Nullable String name,
      @Nullable String desk,
      @Nullable ConditionDocument when,
      @Nullable Integer failoverSeconds) {}

  /**
   * What a conversation must meet.
   *
   * @param languages two letters each, as "es"
   * @param keywords words or phrases of the first message; case and accents do not matter
   * @param fromAd whether the person came from an advertisement
   * @param percent for this part of all persons, always the same ones; from 1 to 100
   * @param unavailable the id of another desk, which is unavailable
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "RouteCondition")
  public record ConditionDocument(
      @Nullable HoursDocument hours,
      @Nullable List<@Nullable String> languages,
      @Nullable List<@Nullable String> keywords,
      @Nullable Boolean fromAd,
      @Nullable Integer percent,
      @Nullable String unavailable) {}

  /**
   * Hours of a week.
   *
   * @param zone the time zone of all times, as "Europe/Madrid"
   */
  @Schema(name = "OpeningHours")
  public record HoursDocument(
      @Nullable String zone, @Nullable List<@Nullable SpanDocument> spans) {}

  /**
   * From one time to another; a span that ends before it begins ends the next day.
   *
   * @param days on which it begins, as "MONDAY"
   * @param from as "09:00"
   * @param to as "18:00"
   */
  @Schema(name = "OpeningSpan")
  public record SpanDocument(
      @Nullable List<@Nullable String> days, @Nullable String from, @Nullable String to) {}

  public static RoutingDocument of(Routing routing) {
    return new RoutingDocument(
        entries(routing.routes(), RoutingDocument::of),
        entries(routing.mirrors(), DeskId::value),
        routing.endsAfterHours());
  }

  private static RouteDocument of(Route route) {
    return new RouteDocument(
        route.name(),
        route.desk().value(),
        route.when().equals(RouteCondition.ALWAYS) ? null : of(route.when()),
        route.failoverSeconds());
  }

  private static ConditionDocument of(RouteCondition condition) {
    return new ConditionDocument(
        condition.hours() == null ? null : of(condition.hours()),
        condition.languages().isEmpty()
            ? null
            : entries(condition.languages(), language -> language),
        condition.keywords().isEmpty() ? null : entries(condition.keywords(), keyword -> keyword),
        condition.fromAd(),
        condition.percent(),
        condition.unavailable() == null ? null : condition.unavailable().value());
  }

  private static HoursDocument of(OpeningHours hours) {
    return new HoursDocument(hours.zone().getId(), entries(hours.spans(), RoutingDocument::of));
  }

  private static SpanDocument of(OpeningHours.Span span) {
    return new SpanDocument(
        entries(span.days().stream().sorted().toList(), DayOfWeek::name),
        span.from().toString(),
        span.to().toString());
  }

  private static <S, T> List<@Nullable T> entries(List<S> stored, Function<S, T> document) {
    var entries = new ArrayList<@Nullable T>();
    stored.forEach(one -> entries.add(document.apply(one)));
    return entries;
  }
}
