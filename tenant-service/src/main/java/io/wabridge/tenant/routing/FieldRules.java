package io.wabridge.tenant.routing;

import io.wabridge.model.DeskId;
import io.wabridge.tenant.connector.Problems;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that several fields of a routing have; a broken one becomes a problem. */
final class FieldRules {

  static final String REQUIRED = "is required";

  private final Problems problems;

  FieldRules(Problems problems) {
    this.problems = problems;
  }

  static <T extends @Nullable Object> List<T> entries(@Nullable List<T> entered) {
    return entered == null ? List.of() : entered;
  }

  void problem(String field, String problem) {
    problems.add(field, field, problem);
  }

  void atMost(String field, List<?> entries, int most) {
    if (entries.size() > most) {
      problem(field, "must have " + most + " entries or fewer");
    }
  }

  @Nullable Integer between(String field, @Nullable Integer number, int least, int most) {
    if (number != null && (number < least || number > most)) {
      problem(field, "must be a whole number from " + least + " to " + most);
      return null;
    }
    return number;
  }

  /** The text without spaces around it; empty if it is not valid. */
  String text(String field, @Nullable String entered, int longest) {
    var text = entered == null ? "" : entered.strip();
    if (text.isEmpty()) {
      problem(field, REQUIRED);
    } else if (text.length() > longest) {
      problem(field, "must be " + longest + " characters or shorter");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      problem(field, "must be one line of text");
    } else {
      return text;
    }
    return "";
  }

  /** Null if there is no such desk. */
  @Nullable DeskId desk(String field, @Nullable String id, Set<String> desks) {
    if (id == null || id.isBlank()) {
      problem(field, REQUIRED);
      return null;
    }
    if (!desks.contains(id)) {
      problem(field, "is not the id of a desk of this tenant");
      return null;
    }
    return new DeskId(id);
  }
}
