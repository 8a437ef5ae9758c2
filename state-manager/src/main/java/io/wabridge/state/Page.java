package io.wabridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next where the next page begins; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<T>(List<T> items, @Nullable String next) {

  /**
   * Ids are ordered by time, so that the last one seen is the cursor; "~" comes after all of them.
   */
  static final String NEWEST = "~";

  static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    var more = rows.size() > limit;
    var page = more ? rows.subList(0, limit) : rows;
    return new Page<>(page, more ? cursor.apply(page.getLast()) : null);
  }

  static int within(int limit) {
    return Math.clamp(limit, 1, 200);
  }
}
