package io.wabridge.model.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation must meet for a route; all of what is given.
 *
 * @param hours the time is within these hours
 * @param languages the person's language is one of these (two letters)
 * @param keywords the first message has one of these words or phrases; case and accents do not
 *     matter
 * @param fromAd whether the person came from an advertisement; null: it does not matter
 * @param percent for this part of all persons, always the same ones
 * @param unavailable this desk is unavailable
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RouteCondition(
    @Nullable OpeningHours hours,
    List<String> languages,
    List<String> keywords,
    @Nullable Boolean fromAd,
    @Nullable Integer percent,
    @Nullable DeskId unavailable) {

  /** Met by every conversation. */
  public static final RouteCondition ALWAYS =
      new RouteCondition(null, List.of(), List.of(), null, null, null);

  public RouteCondition {
    languages = languages == null ? List.of() : List.copyOf(languages);
    keywords = keywords == null ? List.of() : List.copyOf(keywords);
  }
}
