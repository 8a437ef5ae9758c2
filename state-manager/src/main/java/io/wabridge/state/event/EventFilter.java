package io.wabridge.state.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants.
 *
 * @param types empty: all
 * @param conversation null: of all conversations
 */
public record EventFilter(Set<String> types, @Nullable String conversation) {

  static final EventFilter ALL = new EventFilter(Set.of(), null);

  /** Events of these types; of all, if there are none. */
  public static EventFilter of(Set<String> types) {
    return new EventFilter(types, null);
  }

  boolean accepts(StoredEvent event) {
    return (types.isEmpty() || types.contains(event.type()))
        && (conversation == null || conversation.equals(event.conversation()));
  }
}
