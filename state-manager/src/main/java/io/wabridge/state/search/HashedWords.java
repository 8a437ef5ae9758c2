package io.wabridge.state.search;

import io.wabridge.model.Content;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.ContentWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The keyed hashes of a content: of its kinds, of each word in all forms, and of the beginnings of
 * each word. Their number is limited: a message with more words than {@link #MOST} hashes can hold
 * is found by its first words, and by the beginnings of still fewer.
 */
@Component
class HashedWords implements ContentWords {

  /** The most hashes of a message; a text of 4096 characters has fewer words than that. */
  static final int MOST = 2048;

  /** The shortest beginning of a word that can be searched for. */
  static final int SHORTEST = 3;

  /** The longest beginning that has a hash; what is longer is compared after decryption. */
  static final int LONGEST = 12;

  private final SearchKeys keys;

  HashedWords(SearchKeys keys) {
    this.keys = keys;
  }

  @Override
  public void prepare(TenantId tenant) {
    keys.of(tenant);
  }

  @Override
  public long[] of(TenantId tenant, Content content) {
    var kinds = Kinds.of(content);
    if (kinds.isEmpty()) {
      return new long[0];
    }
    var key = keys.of(tenant);
    var words = SearchableText.of(content).stream().map(Words::of).flatMap(List::stream).toList();
    var forms = new LinkedHashSet<String>();
    var beginnings = new LinkedHashSet<String>();
    words.forEach(word -> forms.add(word.folded()));
    words.forEach(word -> {
      forms.addAll(word.forms());
      addBeginnings(word.folded(), beginnings);
    });
    var hashes = new LinkedHashSet<Long>();
    kinds.forEach(kind -> hashes.add(key.kind(kind)));
    forms.stream().limit(MOST).forEach(form -> addHash(hashes, key.word(form)));
    beginnings.stream().limit(MOST).forEach(beginning -> addHash(hashes, key.beginning(beginning)));
    return hashes.stream().mapToLong(Long::longValue).toArray();
  }

  private static void addHash(Set<Long> hashes, long hash) {
    if (hashes.size() < MOST) {
      hashes.add(hash);
    }
  }

  /** The whole word is no beginning of its own: a search for a beginning finds it as a word. */
  private static void addBeginnings(String word, Set<String> beginnings) {
    for (var length = SHORTEST; length <= LONGEST; length++) {
      if (word.codePointCount(0, word.length()) <= length) {
        return;
      }
      beginnings.add(beginning(word, length));
    }
  }

  /** The first letters of a word. */
  static String beginning(String word, int letters) {
    return word.codePointCount(0, word.length()) <= letters
        ? word
        : word.substring(0, word.offsetByCodePoints(0, letters));
  }
}
