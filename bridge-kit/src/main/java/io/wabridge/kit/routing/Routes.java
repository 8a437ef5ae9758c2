package io.wabridge.kit.routing;

import io.wabridge.kit.client.Channel;
import io.wabridge.model.DeskId;
import io.wabridge.model.routing.Route;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.model.routing.Routing;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes of a channel, evaluated. */
public final class Routes {

  private final Routing routing;
  private final @Nullable DeskId own;

  /**
   * Of any channel.
   *
   * @param own the channel's own desk
   */
  public Routes(Routing routing, @Nullable DeskId own) {
    this.routing = routing;
    this.own = own;
  }

  public static Routes of(Channel channel) {
    return new Routes(channel.routing(), channel.desk());
  }

  /** Whether the desk only gets copies, and no conversations. */
  public boolean onlyReads(DeskId desk) {
    return routing.mirrors().contains(desk)
        && !desk.equals(own)
        && routing.routes().stream().noneMatch(route -> route.desk().equals(desk));
  }

  /** The desk of a new conversation. */
  public RouteChoice choose(RouteFacts facts) {
    var verdicts = verdicts(routing.routes(), facts);
    var first = verdicts.stream().filter(RouteChoice.Verdict::met).findFirst();
    var eligible = new LinkedHashSet<DeskId>();
    if (!verdicts.isEmpty()) {
      verdicts.stream()
          .filter(RouteChoice.Verdict::possible)
          .forEach(verdict -> eligible.add(verdict.route().desk()));
      if (own != null) {
        eligible.add(own);
      }
    }
    return new RouteChoice(
        first.map(verdict -> verdict.route().desk()).orElse(own),
        first.map(verdict -> verdict.route().name()).orElse(null),
        verdicts,
        List.copyOf(eligible));
  }

  /**
   * How long a message waits for this unavailable desk before its conversation goes to the next
   * one: the shortest time of its routes. Empty: it waits.
   */
  public Optional<Duration> failover(DeskId owner) {
    return routing.routes().stream()
        .filter(route -> route.desk().equals(owner))
        .flatMap(route -> route.failover().stream())
        .min(Duration::compareTo);
  }

  /**
   * The desk to which a conversation of this desk goes next. Candidates are, in this order: the
   * desks of the routes behind the owner's that are met, the channel's own desk, and the desks of
   * the routes behind the owner's whose hours and availability conditions hold, although the person
   * or the message does not meet the route. The first available candidate is taken; if none is
   * available, the first. A desk without a route counts as the last.
   *
   * @return empty: there is no other desk
   */
  public Optional<DeskId> nextDesk(DeskId owner, RouteFacts facts) {
    var verdicts = verdicts(behind(owner), facts);
    var candidates =
        Stream.of(
                verdicts.stream().filter(RouteChoice.Verdict::met).map(one -> one.route().desk()),
                Stream.ofNullable(own),
                verdicts.stream()
                    .filter(RouteChoice.Verdict::possible)
                    .map(one -> one.route().desk()))
            .flatMap(desks -> desks)
            .filter(desk -> !desk.equals(owner))
            .distinct()
            .toList();
    return candidates.stream()
        .filter(desk -> !facts.unavailable().test(desk))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  private List<Route> behind(DeskId owner) {
    var routes = routing.routes();
    for (var place = 0; place < routes.size(); place++) {
      if (routes.get(place).desk().equals(owner)) {
        return routes.subList(place + 1, routes.size());
      }
    }
    return List.of();
  }

  private static List<RouteChoice.Verdict> verdicts(Collection<Route> routes, RouteFacts facts) {
    var text = new SearchedText(facts.text());
    return routes.stream()
        .map(route -> new RouteChoice.Verdict(route, unmet(route, text, facts)))
        .toList();
  }

  private static Set<Unmet> unmet(Route route, SearchedText text, RouteFacts facts) {
    var condition = route.when();
    var unmet = EnumSet.noneOf(Unmet.class);
    if (condition.hours() != null && !Hours.include(condition.hours(), facts.now())) {
      unmet.add(Unmet.HOURS);
    }
    if (!condition.languages().isEmpty()
        && (facts.language() == null || !condition.languages().contains(facts.language()))) {
      unmet.add(Unmet.LANGUAGE);
    }
    if (!condition.keywords().isEmpty()
        && condition.keywords().stream().noneMatch(text::contains)) {
      unmet.add(Unmet.KEYWORD);
    }
    if (condition.fromAd() != null && condition.fromAd() != facts.fromAd()) {
      unmet.add(Unmet.AD);
    }
    if (condition.percent() != null && !isInShare(condition, route.desk(), facts.person())) {
      unmet.add(Unmet.PERCENT);
    }
    if (condition.unavailable() != null && !facts.unavailable().test(condition.unavailable())) {
      unmet.add(Unmet.AVAILABILITY);
    }
    return unmet;
  }

  private static boolean isInShare(RouteCondition condition, DeskId desk, String person) {
    return !person.isEmpty()
        && Share.of(person, desk) < Objects.requireNonNull(condition.percent());
  }
}
