package io.wabridge.model.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the conversations of a channel are shared between desks. The first route whose condition is
 * met gives a new conversation its desk; if there is none, it goes to the channel's own desk. An
 * open conversation stays at its desk.
 *
 * @param routes in the order in which they are tried
 * @param mirrors desks that get copies of all messages, and may not answer
 * @param endsAfterHours after so many hours without a message, a conversation counts as new
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Routing(List<Route> routes, List<DeskId> mirrors, Integer endsAfterHours) {

  private static final int USUAL_END = 24;

  /** All conversations go to the channel's own desk. */
  public static final Routing NONE = new Routing(List.of(), List.of(), USUAL_END);

  public Routing {
    routes = routes == null ? List.of() : List.copyOf(routes);
    mirrors = mirrors == null ? List.of() : List.copyOf(mirrors);
    endsAfterHours = Objects.requireNonNullElse(endsAfterHours, USUAL_END);
  }

  public Duration endsAfter() {
    return Duration.ofHours(endsAfterHours);
  }
}
