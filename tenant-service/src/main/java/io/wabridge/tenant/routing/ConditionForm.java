package io.wabridge.tenant.routing;

import io.wabridge.kit.routing.SearchedText;
import io.wabridge.model.DeskId;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.tenant.routing.RoutingDocument.ConditionDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the condition of a route. */
final class ConditionForm {

  private static final int MOST_LANGUAGES = 20;
  private static final int MOST_KEYWORDS = 100;
  private static final int LONGEST_KEYWORD = 100;

  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final FieldRules rules;
  private final HoursForm hours;
  private final Set<String> desks;

  ConditionForm(FieldRules rules, HoursForm hours, Set<String> desks) {
    this.rules = rules;
    this.hours = hours;
    this.desks = desks;
  }

  static boolean isLanguage(String code) {
    return LANGUAGES.contains(code);
  }

  /**
   * The condition to be stored; incomplete if problems were found.
   *
   * @param desk the desk of the route
   */
  RouteCondition check(String field, ConditionDocument entered, @Nullable DeskId desk) {
    return new RouteCondition(
        entered.hours() == null ? null : hours.check(field + ".hours", entered.hours()),
        languages(field + ".languages", FieldRules.entries(entered.languages())),
        keywords(field + ".keywords", FieldRules.entries(entered.keywords())),
        entered.fromAd(),
        rules.between(field + ".percent", entered.percent(), 1, 100),
        unavailable(field + ".unavailable", entered.unavailable(), desk));
  }

  private List<String> languages(String field, List<@Nullable String> entered) {
    rules.atMost(field, entered, MOST_LANGUAGES);
    var languages = new ArrayList<String>();
    for (var place = 0; place < entered.size(); place++) {
      var code = entered.get(place);
      var language = code == null ? "" : code.strip().toLowerCase(Locale.ROOT);
      if (!isLanguage(language)) {
        rules.problem(
            field + "[" + place + "]", "must be the two letters of a language, as \"es\"");
      } else {
        languages.add(language);
      }
    }
    return languages.stream().distinct().toList();
  }

  private List<String> keywords(String field, List<@Nullable String> entered) {
    rules.atMost(field, entered, MOST_KEYWORDS);
    var keywords = new ArrayList<String>();
    for (var place = 0; place < entered.size(); place++) {
      var at = field + "[" + place + "]";
      var keyword = rules.text(at, entered.get(place), LONGEST_KEYWORD);
      if (!keyword.isEmpty() && !SearchedText.canContain(keyword)) {
        rules.problem(at, "must have a letter or a digit");
      } else {
        keywords.add(keyword);
      }
    }
    return keywords.stream().distinct().toList();
  }

  private @Nullable DeskId unavailable(
      String field, @Nullable String entered, @Nullable DeskId desk) {
    if (entered == null) {
      return null;
    }
    var other = rules.desk(field, entered, desks);
    if (other != null && other.equals(desk)) {
      rules.problem(field, "must be another desk than the route's own");
    }
    return other;
  }
}
