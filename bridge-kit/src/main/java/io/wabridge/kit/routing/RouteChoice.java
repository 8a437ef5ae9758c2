package io.wabridge.kit.routing;

import io.wabridge.model.DeskId;
import io.wabridge.model.routing.Route;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The desk of a new conversation, and why.
 *
 * @param desk the desk of the first route that is met, otherwise the channel's own desk; null if it
 *     has none
 * @param route the name of that route; null: no route is met
 * @param verdicts one for each route, in their order; those after the chosen one, too
 * @param eligible the desks at which an open conversation may stay now: those of routes whose hours
 *     and availability conditions hold, and the channel's own; empty for a channel without routes
 */
public record RouteChoice(
    @Nullable DeskId desk, @Nullable String route, List<Verdict> verdicts, List<DeskId> eligible) {

  /** Which parts of the route's condition are not met; none: the route is met. */
  public record Verdict(Route route, Set<Unmet> unmet) {

    public boolean met() {
      return unmet.isEmpty();
    }

    /** Whether it would be met by some person with some message now. */
    boolean possible() {
      return unmet.stream().noneMatch(Unmet::ofTheMoment);
    }
  }

  public RouteChoice {
    verdicts = List.copyOf(verdicts);
    eligible = List.copyOf(eligible);
  }
}
