package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an agent's reply when the person last wrote more than 24 hours ago.
 *
 * @param outside whether the reply is refused, or held until the person answers a template
 * @param template the name of this template; its language is the person's, if it has it
 * @param values its values: header, body and buttons, in this order; "{name}" is the person's name
 * @param holdHours how long a reply waits at most
 * @param closingNoticeHours how long before the window closes agents are notified that the person
 *     still waits for an answer; null: they are not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowPolicy(
    Outside outside,
    @Nullable String template,
    List<String> values,
    Integer holdHours,
    @Nullable Integer closingNoticeHours) {

  /** What happens outside of the window. */
  public enum Outside {
    REFUSE,
    HOLD
  }

  /** How long replies wait where nothing else was chosen. */
  public static final int USUAL_HOURS = 72;

  /** Applies to channels for which nothing was chosen. */
  public static final WindowPolicy USUAL =
      new WindowPolicy(Outside.REFUSE, null, List.of(), 72, null);

  public WindowPolicy {
    outside = Objects.requireNonNullElse(outside, Outside.REFUSE);
    values = values == null ? List.of() : List.copyOf(values);
    holdHours = Objects.requireNonNullElse(holdHours, USUAL_HOURS);
  }

  /** Whether replies wait for the person. */
  public boolean holds() {
    return outside == Outside.HOLD && template != null;
  }

  /** How long a reply waits at most. */
  public Duration holdFor() {
    return Duration.ofHours(holdHours);
  }
}
