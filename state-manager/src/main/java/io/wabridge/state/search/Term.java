package io.wabridge.state.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a message must contain, or must not. */
sealed interface Term {

  /** Where a term is in a text: the start and the end, in UTF-16 units. */
  record Span(int start, int end) {}

  /** Where the term is in these words. */
  List<Span> in(List<Word> words);

  /** Hashes of messages that may contain it: one of each set. */
  List<Set<Long>> hashes(SearchKey key);

  /** A word in any of its forms. */
  record Like(Word word) implements Term {

    @Override
    public List<Span> in(List<Word> words) {
      return words.stream()
          .filter(one -> one.isLike(word))
          .map(one -> new Span(one.start(), one.end()))
          .toList();
    }

    @Override
    public List<Set<Long>> hashes(SearchKey key) {
      return List.of(hashesOf(word.forms(), key));
    }
  }

  /**
   * The beginning of a word, or a word.
   *
   * @param folded the beginning
   * @param forms the words
   */
  record Beginning(String folded, Set<String> forms) implements Term {

    @Override
    public List<Span> in(List<Word> words) {
      return words.stream()
          .filter(one ->
              one.folded().startsWith(folded) || one.forms().stream().anyMatch(forms::contains))
          .map(one -> new Span(one.start(), one.end()))
          .toList();
    }

    @Override
    public List<Set<Long>> hashes(SearchKey key) {
      var any = new java.util.LinkedHashSet<>(hashesOf(forms, key));
      any.add(key.beginning(HashedWords.beginning(folded, HashedWords.LONGEST)));
      return List.of(any);
    }

    @Override
    public String toString() {
      return "Beginning[***]";
    }
  }

  /** Words in this order with nothing between them, in exactly these forms. */
  record Phrase(List<String> folded) implements Term {

    @Override
    public List<Span> in(List<Word> words) {
      var found = new ArrayList<Span>();
      for (var first = 0; first + folded.size() <= words.size(); first++) {
        if (beginsAt(first, words)) {
          found.add(new Span(words.get(first).start(), words.get(first + folded.size() - 1).end()));
        }
      }
      return found;
    }

    private boolean beginsAt(int first, List<Word> words) {
      for (var i = 0; i < folded.size(); i++) {
        if (!words.get(first + i).folded().equals(folded.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public List<Set<Long>> hashes(SearchKey key) {
      return folded.stream().distinct().map(word -> Set.of(key.word(word))).toList();
    }

    @Override
    public String toString() {
      return "Phrase[***]";
    }
  }

  private static Set<Long> hashesOf(Set<String> forms, SearchKey key) {
    return forms.stream().map(key::word).collect(java.util.stream.Collectors.toSet());
  }
}
