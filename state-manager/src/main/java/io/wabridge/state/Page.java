package io.wabridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next where the next page begins; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  /**
   * Ids are ordered by time, so that the last one seen is the cursor; "~" comes after all of them.
   */
  public static final String NEWEST = "~";

  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    var more = rows.size() > limit;
    var page = more ? rows.subList(0, limit) : rows;
    return new Page<>(page, more ? cursor.apply(page.getLast()) : null);
  }

  /** The same page with more rows before its own; they are few and on the first page only. */
  public Page<T> after(List<T> first) {
    return first.isEmpty()
        ? this
        : new Page<>(Stream.concat(first.stream(), items.stream()).toList(), next);
  }

  public static int within(int limit) {
    return Math.clamp(limit, 1, 200);
  }
}
