package io.wabridge.state.search;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for. All conditions apply.
 *
 * @param all what a message must contain
 * @param none what it must not contain
 * @param kinds names of {@link Kinds} that apply to it
 * @param from the person who sent it
 * @param agent name or id of the desk whose agents sent it
 * @param channel name or id of its channel
 * @param since the bridge accepted it then or later
 * @param before the bridge accepted it earlier
 */
record Query(
    List<Term> all,
    List<Term> none,
    List<String> kinds,
    @Nullable PersonTerms from,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String conversation,
    @Nullable Instant since,
    @Nullable Instant before) {

  /** Whether a text with these parts, each with its words, is searched for. */
  boolean matches(List<List<Word>> parts) {
    return all.stream().allMatch(term -> isIn(term, parts))
        && none.stream().noneMatch(term -> isIn(term, parts));
  }

  private static boolean isIn(Term term, List<List<Word>> parts) {
    return parts.stream().anyMatch(words -> !term.in(words).isEmpty());
  }

  /** Where the terms are in these words, in their order; some may overlap. */
  List<Term.Span> spans(List<Word> words) {
    return all.stream()
        .flatMap(term -> term.in(words).stream())
        .distinct()
        .sorted(java.util.Comparator.comparingInt(Term.Span::start))
        .toList();
  }

  /** Whether something of it is in an index. */
  boolean isNarrow() {
    return Stream.of(from, agent, conversation).anyMatch(java.util.Objects::nonNull)
        || !all.isEmpty()
        || !kinds.isEmpty();
  }

  @Override
  public String toString() {
    return "Query[***]";
  }
}
