package io.wabridge.model.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a channel: conversations that meet the condition go to the desk.
 *
 * @param name what the administrator calls it
 * @param when what a conversation must meet; absent: every conversation meets it
 * @param failoverSeconds how long a message waits for the desk while it is unavailable; then the
 *     conversation goes to the desk of the next route that is met. Null: it waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Route(
    String name, DeskId desk, RouteCondition when, @Nullable Integer failoverSeconds) {

  public Route {
    when = Objects.requireNonNullElse(when, RouteCondition.ALWAYS);
  }

  public Optional<Duration> failover() {
    return Optional.ofNullable(failoverSeconds).map(Duration::ofSeconds);
  }
}
