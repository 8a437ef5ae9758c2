package io.wabridge.tenant.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.routing.RouteChoice;
import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.kit.routing.Unmet;
import io.wabridge.model.DeskId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The desk that a new conversation would get, and why.
 *
 * @param desk absent: no route is met, and the channel has no desk of its own
 * @param route the name of the route that gives the desk; absent: the channel's own desk
 * @param language the language that the routes were compared with; absent: unknown
 * @param routes all routes, in their order; the first one that is met gives the desk
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TriedRouting(
    @Nullable TriedDesk desk,
    @Nullable String route,
    @Nullable String language,
    List<TriedRoute> routes) {

  public record TriedDesk(String id, String name) {}

  /**
   * One route.
   *
   * @param unmet the parts of its condition that are not met; none: it is met
   */
  public record TriedRoute(String name, TriedDesk desk, boolean met, List<Failed> unmet) {}

  /**
   * A part of a condition that is not met.
   *
   * @param text the same as a sentence
   */
  public record Failed(Unmet condition, String text) {}

  public static TriedRouting of(
      RouteChoice choice, RouteFacts facts, Function<DeskId, String> deskNames) {
    return new TriedRouting(
        choice.desk() == null ? null : desk(choice.desk(), deskNames),
        choice.route(),
        facts.language(),
        choice.verdicts().stream().map(verdict -> route(verdict, facts, deskNames)).toList());
  }

  private static TriedRoute route(
      RouteChoice.Verdict verdict, RouteFacts facts, Function<DeskId, String> deskNames) {
    var route = verdict.route();
    return new TriedRoute(
        route.name(),
        desk(route.desk(), deskNames),
        verdict.met(),
        verdict.unmet().stream()
            .map(
                unmet -> new Failed(unmet, UnmetSentence.of(unmet, route.when(), facts, deskNames)))
            .toList());
  }

  private static TriedDesk desk(DeskId id, Function<DeskId, String> deskNames) {
    return new TriedDesk(id.value(), deskNames.apply(id));
  }
}
