package io.wabridge.state.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a query. What it cannot read is refused with what is wrong. */
final class QueryParser {

  static final int LONGEST = 500;
  private static final int MOST_TERMS = 20;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2999;

  private static final Pattern NAMED = Pattern.compile("^([A-Za-z]+):(.*)$", Pattern.DOTALL);
  private static final Pattern OTHER_QUOTES = Pattern.compile("[“”„‟«»＂]");

  private final List<Term> all = new ArrayList<>();
  private final List<Term> none = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private final Map<Operator, String> values = new EnumMap<>(Operator.class);
  private final String text;
  private final ZoneId zone;
  private final boolean typing;
  private int at;

  private QueryParser(String text, ZoneId zone, boolean typing) {
    this.text = text;
    this.zone = zone;
    this.typing = typing;
  }

  /**
   * Reads a query.
   *
   * @param zone in which days begin
   * @param typing whether the last word may be unfinished
   * @throws IllegalArgumentException it cannot be read, or nothing of it is in an index
   */
  static Query parse(String text, ZoneId zone, boolean typing) {
    if (text.length() > LONGEST) {
      throw refused("it has %d characters; at most %d are allowed", text.length(), LONGEST);
    }
    if (text.indexOf('\0') >= 0) {
      throw refused("it contains the character NUL");
    }
    return new QueryParser(OTHER_QUOTES.matcher(text).replaceAll("\""), zone, typing).parse();
  }

  private Query parse() {
    while (skipSpace()) {
      var negative = text.charAt(at) == '-';
      if (negative) {
        at++;
      }
      if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        read(negative);
      }
      if (all.size() + none.size() + kinds.size() > MOST_TERMS) {
        throw refused("it has more than %d words and phrases", MOST_TERMS);
      }
    }
    var query =
        new Query(
            List.copyOf(all),
            List.copyOf(none),
            List.copyOf(kinds),
            values.containsKey(Operator.FROM)
                ? PersonTerms.of(Objects.requireNonNull(values.get(Operator.FROM)))
                : null,
            values.get(Operator.AGENT),
            values.get(Operator.CHANNEL),
            values.get(Operator.CONVERSATION),
            time(Operator.AFTER),
            time(Operator.BEFORE));
    check(query);
    return query;
  }

  private static void check(Query query) {
    if (!query.isNarrow()) {
      throw refused(
          "it needs at least one word to search for, or one of from:, agent:, kind:, has:,"
              + " conversation:; -words, before:, after: and channel: only narrow a search");
    }
    if (query.from() != null && query.agent() != null) {
      throw refused("from: and agent: both name who sent a message; use one of them");
    }
    if (query.since() != null
        && query.before() != null
        && !query.since().isBefore(query.before())) {
      throw refused("after: must be earlier than before:");
    }
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void read(boolean negative) {
    if (text.charAt(at) == '"') {
      phrase(quoted(), negative);
      return;
    }
    var start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != '"') {
      at++;
    }
    var piece = text.substring(start, at);
    var named = NAMED.matcher(piece);
    if (!named.matches()) {
      word(piece, negative);
      return;
    }
    var operator = Operator.named(named.group(1));
    var value = named.group(2);
    var quotedValue = value.isEmpty() && at < text.length() && text.charAt(at) == '"';
    if (operator.isEmpty()) {
      if (value.isEmpty() && !quotedValue) {
        word(piece, negative);
        return;
      }
      throw refused(
          "there is no operator %s:; there are %s. Put it in quotation marks to search for it as"
              + " text",
          named.group(1), Operator.all());
    }
    operator(operator.get(), quotedValue ? quoted() : value, negative);
  }

  /** What is between this quotation mark and the next one. */
  private String quoted() {
    var end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw refused("the quotation mark at position %d has no end", at + 1);
    }
    var quoted = text.substring(at + 1, end);
    at = end + 1;
    return quoted;
  }

  private void phrase(String quoted, boolean negative) {
    var words = wordsOf(quoted);
    if (words.isEmpty()) {
      throw refused("there is no word between two quotation marks");
    }
    (negative ? none : all).add(new Term.Phrase(words.stream().map(Word::folded).toList()));
  }

  private void word(String piece, boolean negative) {
    var star = piece.indexOf('*');
    if (star >= 0) {
      beginning(piece, star, negative);
      return;
    }
    var words = wordsOf(piece);
    var last = typing && !negative && at == text.length();
    if (words.size() == 1) {
      var word = words.getFirst();
      (negative ? none : all)
          .add(
              last && letters(word.folded()) >= HashedWords.SHORTEST
                  ? new Term.Beginning(word.folded(), word.forms())
                  : new Term.Like(word));
    } else if (!words.isEmpty()) {
      (negative ? none : all).add(new Term.Phrase(words.stream().map(Word::folded).toList()));
    }
  }

  private void beginning(String piece, int star, boolean negative) {
    var words = wordsOf(piece.substring(0, star));
    if (star != piece.length() - 1 || words.size() != 1) {
      throw refused("a * stands only at the end of the beginning of one word, as in casa*");
    }
    var folded = words.getFirst().folded();
    if (letters(folded) < HashedWords.SHORTEST) {
      throw refused("before a * there are at least %d letters", HashedWords.SHORTEST);
    }
    (negative ? none : all).add(new Term.Beginning(folded, Set.of(folded)));
  }

  private void operator(Operator operator, String value, boolean negative) {
    var name = operator.word();
    if (operator == Operator.LABEL) {
      throw refused("label: cannot be used: conversations have no labels");
    }
    if (negative) {
      throw refused("-%s: cannot be used: only words and phrases can be excluded", name);
    }
    if (value.isBlank()) {
      throw refused("%s: needs a value", name);
    }
    switch (operator) {
      case KIND -> kind(value);
      case HAS -> {
        if (!value.equalsIgnoreCase(Kinds.MEDIA)) {
          throw refused("has: can only be has:%s", Kinds.MEDIA);
        }
        kinds.add(Kinds.MEDIA);
      }
      default -> {
        if (values.putIfAbsent(operator, value.strip()) != null) {
          throw refused("%s: is used twice", name);
        }
      }
    }
  }

  private void kind(String value) {
    var known = Kinds.all();
    var kind = value.toLowerCase(java.util.Locale.ROOT);
    if (!known.contains(kind)) {
      throw refused("kind: is one of %s", String.join(", ", known));
    }
    kinds.add(kind);
  }

  private @Nullable Instant time(Operator operator) {
    var value = values.get(operator);
    if (value == null) {
      return null;
    }
    try {
      var time =
          value.contains("T")
              ? OffsetDateTime.parse(value).toInstant()
              : LocalDate.parse(value).atStartOfDay(zone).toInstant();
      var year = time.atZone(zone).getYear();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return time;
      }
    } catch (DateTimeException e) {
      // the refusal below says what is expected
    }
    throw refused(
        "%s: needs a day, as 2026-03-02, or a time, as 2026-03-02T09:15:00Z, of the years %d to %d",
        operator.word(), FIRST_YEAR, LAST_YEAR);
  }

  private static List<Word> wordsOf(String text) {
    return Words.of(Words.composed(text));
  }

  private static int letters(String word) {
    return word.codePointCount(0, word.length());
  }

  private static IllegalArgumentException refused(String why, Object... values) {
    return new IllegalArgumentException("The parameter q: " + why.formatted(values) + ".");
  }
}
