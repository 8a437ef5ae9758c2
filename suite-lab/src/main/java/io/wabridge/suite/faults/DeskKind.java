package io.wabridge.suite.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of desks at which tenants of a run may be. */
enum DeskKind {
  GENESYS,
  CHATWOOT,
  CONNECT,
  API;

  /**
   * The kinds named in a list with commas.
   *
   * @throws IllegalArgumentException one of them does not exist
   */
  static List<DeskKind> named(String list) {
    return Stream.of(list.split(",")).map(DeskKind::one).distinct().toList();
  }

  private static DeskKind one(String name) {
    return Stream.of(values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no kind of desk \"%s\"; there are %s"
                    .formatted(name, List.of(values()))));
  }

  /** The stand-in of this kind in this installation. */
  DeskStandIn standIn(Place place, Wiring wiring) {
    return switch (this) {
      case GENESYS -> new GenesysStandIn(place);
      case CHATWOOT -> new ChatwootStandIn(place);
      case CONNECT -> new ConnectStandIn(place);
      case API ->
          new ApiStandIn(
              place, "http://127.0.0.1:" + wiring.proxy("outside", "api-gateway").port());
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
