package io.wabridge.connectors.desk;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/** Writes the blocks of a text one below the other, with the empty lines of the original. */
final class MarkdownBlocks extends AbstractVisitor {

  private final StringBuilder out = new StringBuilder();
  private int lastLine = -1;

  String text() {
    return out.toString();
  }

  private void write(Node block, String text) {
    List<SourceSpan> lines = block.getSourceSpans();
    int first = lines.isEmpty() ? lastLine + 1 : lines.getFirst().getLineIndex();
    if (!out.isEmpty()) {
      out.append(lastLine >= 0 && first > lastLine + 1 ? "\n\n" : "\n");
    }
    lastLine = lines.isEmpty() ? first : lines.getLast().getLineIndex();
    out.append(text);
  }

  @Override
  public void visit(Paragraph paragraph) {
    write(paragraph, MarkdownInlines.of(paragraph));
  }

  @Override
  public void visit(Heading heading) {
    write(heading, MarkdownInlines.bold(heading));
  }

  @Override
  public void visit(FencedCodeBlock code) {
    write(code, "```\n" + code.getLiteral().stripTrailing() + "\n```");
  }

  /** Indented text of a chat is seldom code. */
  @Override
  public void visit(IndentedCodeBlock code) {
    write(code, code.getLiteral().stripTrailing());
  }

  @Override
  public void visit(HtmlBlock html) {
    write(html, html.getLiteral());
  }

  @Override
  public void visit(ThematicBreak line) {
    write(line, "---");
  }

  @Override
  public void visit(BlockQuote quote) {
    write(quote, inside(quote).replaceAll("(?m)^", "> "));
  }

  @Override
  public void visit(BulletList list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      write(item, indented("- ", inside(item)));
    }
  }

  @Override
  public void visit(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    int number = start == null ? 1 : start;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      write(item, indented(number++ + ". ", inside(item)));
    }
  }

  private static String inside(Node block) {
    MarkdownBlocks blocks = new MarkdownBlocks();
    if (block instanceof ListItem || block instanceof BlockQuote) {
      blocks.visitChildren(block);
    }
    return blocks.text();
  }

  private static String indented(String mark, String text) {
    return mark + text.replace("\n", "\n" + " ".repeat(mark.length()));
  }
}
