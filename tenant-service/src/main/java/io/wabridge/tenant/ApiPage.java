package io.wabridge.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page begins; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiPage<T>(List<T> items, @Nullable String next) {

  public static final int LARGEST = 200;

  /** Created from one row more than requested. */
  public static <R, T> ApiPage<T> of(
      List<R> rows, int limit, Function<R, T> view, Function<R, String> cursor) {
    var page = rows.size() > limit ? rows.subList(0, limit) : rows;
    return new ApiPage<>(
        page.stream().map(view).toList(),
        rows.size() > limit ? cursor.apply(page.getLast()) : null);
  }

  public static int within(int limit) {
    return Math.clamp(limit, 1, LARGEST);
  }
}
