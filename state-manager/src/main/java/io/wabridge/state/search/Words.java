package io.wabridge.state.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * The words of a text. Its language is unknown, and often there are two of them: each word is put
 * into lower case and without accents, and with its stem in each language. Two words are alike if
 * they have one of these in common.
 */
final class Words {

  private static final String FIELD = "";

  private static final Analyzer FOLDED = new WordAnalyzer(words -> words);
  private static final List<Analyzer> STEMS =
      List.of(
          new WordAnalyzer(KStemFilter::new),
          new WordAnalyzer(SpanishLightStemFilter::new),
          new WordAnalyzer(PortugueseLightStemFilter::new));

  private record Token(String text, int start, int end) {}

  private Words() {}

  /** Accents as parts of their letters, which is how {@link #of} reads a text. */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The words of a composed text, in their order. */
  static List<Word> of(String text) {
    var folded = tokens(FOLDED, text);
    var stems = STEMS.stream().map(language -> tokens(language, text)).toList();
    var words = new ArrayList<Word>(folded.size());
    for (var i = 0; i < folded.size(); i++) {
      var word = folded.get(i);
      var forms = new LinkedHashSet<String>();
      forms.add(word.text());
      for (var language : stems) {
        forms.add(language.get(i).text());
      }
      words.add(new Word(word.start(), word.end(), word.text(), forms));
    }
    return words;
  }

  private static List<Token> tokens(Analyzer analyzer, String text) {
    var tokens = new ArrayList<Token>();
    try (var stream = analyzer.tokenStream(FIELD, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string is read
    }
    return tokens;
  }
}
