package io.wabridge.tenant.routing;

import io.wabridge.model.DeskId;
import io.wabridge.model.routing.Route;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.model.routing.Routing;
import io.wabridge.tenant.connector.Problems;
import io.wabridge.tenant.routing.RoutingDocument.ConditionDocument;
import io.wabridge.tenant.routing.RoutingDocument.RouteDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks an entered routing; each problem names its field, as "routes[1].desk". */
public final class RoutingForm {

  private static final int MOST_ROUTES = 50;
  private static final int MOST_MIRRORS = 10;
  private static final int LONGEST_NAME = 100;

  private final FieldRules rules;
  private final HoursForm hours;
  private final ConditionForm conditions;
  private final Set<String> desks;

  /**
   * For one request.
   *
   * @param desks the ids of the tenant's desks; others are refused
   */
  public RoutingForm(Set<String> desks, Problems problems) {
    this.rules = new FieldRules(problems);
    this.hours = new HoursForm(rules);
    this.conditions = new ConditionForm(rules, hours, desks);
    this.desks = desks;
  }

  /** All ids in the document that should be ids of desks. */
  public static Set<String> desks(RoutingDocument document) {
    var ids = new TreeSet<String>();
    for (var mirror : FieldRules.entries(document.mirrors())) {
      add(mirror, ids);
    }
    for (var route : FieldRules.entries(document.routes())) {
      if (route != null) {
        add(route.desk(), ids);
        add(route.when() == null ? null : route.when().unavailable(), ids);
      }
    }
    return ids;
  }

  private static void add(@Nullable String id, Collection<String> ids) {
    if (id != null) {
      ids.add(id);
    }
  }

  /** All desks that the routing refers to. */
  public static Set<DeskId> desks(Routing routing) {
    return Stream.of(
            routing.routes().stream().map(Route::desk),
            routing.routes().stream()
                .map(Route::when)
                .map(RouteCondition::unavailable)
                .flatMap(Stream::ofNullable),
            routing.mirrors().stream())
        .flatMap(all -> all)
        .collect(Collectors.toSet());
  }

  /** Whether no desk could answer: the only desk of the channel is a mirror. */
  public static boolean onlyDeskIsMirror(Routing routing, @Nullable DeskId own) {
    var owners = routing.routes().stream().map(Route::desk).collect(Collectors.toSet());
    if (own != null) {
      owners.add(own);
    }
    return owners.size() == 1 && routing.mirrors().containsAll(owners);
  }

  /**
   * The routing to be stored; incomplete if problems were found.
   *
   * @param own the channel's own desk
   */
  public Routing check(RoutingDocument document, @Nullable DeskId own) {
    var routes = routes(FieldRules.entries(document.routes()));
    var mirrors = mirrors(FieldRules.entries(document.mirrors()));
    var endsAfter = rules.between("endsAfterHours", document.endsAfterHours(), 1, 720);
    var routing =
        new Routing(routes, mirrors, endsAfter == null ? Routing.NONE.endsAfterHours() : endsAfter);
    if (onlyDeskIsMirror(routing, own)) {
      rules.problem("mirrors", "must not name the only desk of the channel, which may not answer");
    }
    return routing;
  }

  private List<Route> routes(List<@Nullable RouteDocument> entered) {
    rules.atMost("routes", entered, MOST_ROUTES);
    var routes = new ArrayList<Route>();
    var names = new HashSet<String>();
    for (var place = 0; place < entered.size(); place++) {
      var field = "routes[" + place + "]";
      var document = entered.get(place);
      if (document == null) {
        rules.problem(field, "must be an object");
        continue;
      }
      var name = rules.text(field + ".name", document.name(), LONGEST_NAME);
      if (!name.isEmpty() && !names.add(name)) {
        rules.problem(field + ".name", "is the name of another route, too");
      }
      var desk = rules.desk(field + ".desk", document.desk(), desks);
      var when = condition(field + ".when", document.when(), desk);
      var failover =
          rules.between(field + ".failoverSeconds", document.failoverSeconds(), 5, 86_400);
      if (desk != null) {
        routes.add(new Route(name, desk, when, failover));
      }
    }
    return routes;
  }

  private RouteCondition condition(
      String field, @Nullable ConditionDocument entered, @Nullable DeskId desk) {
    return entered == null ? RouteCondition.ALWAYS : conditions.check(field, entered, desk);
  }

  private List<DeskId> mirrors(List<@Nullable String> entered) {
    rules.atMost("mirrors", entered, MOST_MIRRORS);
    var mirrors = new ArrayList<DeskId>();
    for (var place = 0; place < entered.size(); place++) {
      var field = "mirrors[" + place + "]";
      var desk = rules.desk(field, entered.get(place), desks);
      if (desk != null && mirrors.contains(desk)) {
        rules.problem(field, "is listed twice");
      } else if (desk != null) {
        mirrors.add(desk);
      }
    }
    return mirrors;
  }
}
