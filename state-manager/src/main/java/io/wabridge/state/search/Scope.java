package io.wabridge.state.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a query is about, in the database's terms.
 *
 * @param conversations null: those of all persons, or of more persons than can be listed
 * @param few whether they have so few messages that each can be compared
 * @param channels ids; null: all
 * @param desks ids of the desks whose agents sent them; null: any
 */
record Scope(
    @Nullable List<String> conversations,
    boolean few,
    @Nullable List<String> channels,
    @Nullable List<String> desks) {

  /** Nothing can be found. */
  boolean isEmpty() {
    return isEmpty(conversations) || isEmpty(channels) || isEmpty(desks);
  }

  private static boolean isEmpty(@Nullable List<String> ids) {
    return ids != null && ids.isEmpty();
  }
}
