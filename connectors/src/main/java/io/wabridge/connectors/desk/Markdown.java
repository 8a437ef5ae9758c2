package io.wabridge.connectors.desk;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown, as bots write it, in the markup of WhatsApp: *bold*, _italic_, ~struck~, `code`. Text
 * without Markdown stays as it is.
 */
public final class Markdown {

  private static final String MARKS = "*_~[";

  /** The parser descends one step per pair of marks: more would exhaust the stack. */
  private static final int MOST = 2000;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(StrikethroughExtension.builder().requireTwoTildes(true).build()))
          .maxOpenBlockParsers(50)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  private Markdown() {}

  public static String toWhatsApp(String markdown) {
    if (markdown.chars().filter(c -> MARKS.indexOf(c) >= 0).count() > MOST) {
      return markdown;
    }
    Node document = PARSER.parse(markdown);
    MarkdownBlocks blocks = new MarkdownBlocks();
    document.accept(blocks);
    return blocks.text().strip();
  }
}
