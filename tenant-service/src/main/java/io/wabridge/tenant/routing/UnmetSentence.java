package io.wabridge.tenant.routing;

import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.kit.routing.Unmet;
import io.wabridge.model.DeskId;
import io.wabridge.model.routing.RouteCondition;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** Says why a condition is not met. */
final class UnmetSentence {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

  private UnmetSentence() {}

  static String of(
      Unmet unmet, RouteCondition condition, RouteFacts facts, Function<DeskId, String> deskNames) {
    return switch (unmet) {
      case HOURS -> outsideHours(condition, facts);
      case LANGUAGE ->
          (facts.language() == null
                  ? "The person's language is unknown"
                  : "The person's language is " + facts.language())
              + "; the route is for: "
              + String.join(", ", condition.languages())
              + ".";
      case KEYWORD -> "The text has none of the keywords.";
      case AD ->
          facts.fromAd()
              ? "The person came from an advertisement."
              : "The person did not come from an advertisement.";
      case PERCENT ->
          facts.person().isEmpty()
              ? "The person is unknown, and the route is for a part of all persons."
              : "The person is not in the " + condition.percent() + " percent of the route.";
      case AVAILABILITY ->
          "The desk \""
              + deskNames.apply(Objects.requireNonNull(condition.unavailable()))
              + "\" is available.";
    };
  }

  private static String outsideHours(RouteCondition condition, RouteFacts facts) {
    var zone = Objects.requireNonNull(condition.hours()).zone();
    return "It is %s in %s, outside the hours."
        .formatted(DAY_AND_TIME.format(facts.now().atZone(zone)), zone);
  }
}
