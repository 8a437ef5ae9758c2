package io.wabridge.state.search;

import java.io.Reader;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Splits a text at the limits of words (Unicode's UAX 29), and additionally at dots, commas,
 * colons, apostrophes and low lines, so that each part of an address or number is a word. All
 * analyzers of this class split in the same places; they differ in what they make of a word before
 * its accents are removed.
 */
final class WordAnalyzer extends Analyzer {

  private static final NormalizeCharMap SEPARATORS = separators();

  private final UnaryOperator<TokenStream> stems;

  /**
   * Creates an analyzer.
   *
   * @param stems reduces words in lower case, with their accents, to their stems
   */
  WordAnalyzer(UnaryOperator<TokenStream> stems) {
    this.stems = stems;
  }

  private static NormalizeCharMap separators() {
    var map = new NormalizeCharMap.Builder();
    for (var separator :
        new String[] {".", ",", ":", ";", "'", "’", "_", "·", "․", "‧", "﹒", "．"}) {
      map.add(separator, " ");
    }
    return map.build();
  }

  @Override
  protected Reader initReader(String field, Reader text) {
    return new MappingCharFilter(SEPARATORS, text);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var words = new StandardTokenizer();
    return new TokenStreamComponents(
        words, new ASCIIFoldingFilter(stems.apply(new LowerCaseFilter(words))));
  }
}
