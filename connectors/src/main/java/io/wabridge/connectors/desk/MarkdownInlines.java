package io.wabridge.connectors.desk;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Writes the text of one block. Markup inside of the same markup is written once. */
final class MarkdownInlines extends AbstractVisitor {

  private final StringBuilder out = new StringBuilder();
  private boolean bold;
  private boolean italic;
  private boolean struck;

  private MarkdownInlines(boolean bold) {
    this.bold = bold;
  }

  static String of(Node block) {
    MarkdownInlines inlines = new MarkdownInlines(false);
    inlines.visitChildren(block);
    return inlines.out.toString();
  }

  /** A text that is bold as a whole. */
  static String bold(Node block) {
    MarkdownInlines inlines = new MarkdownInlines(true);
    inlines.visitChildren(block);
    return inlines.out.isEmpty() ? "" : "*" + inlines.out + "*";
  }

  @Override
  public void visit(Text text) {
    out.append(text.getLiteral());
  }

  @Override
  public void visit(StrongEmphasis node) {
    boolean already = bold;
    bold = true;
    marked(node, "*", already);
    bold = already;
  }

  @Override
  public void visit(Emphasis node) {
    boolean already = italic;
    if (insideWord(node)) {
      marked(node, "*", false);
      return;
    }
    italic = true;
    marked(node, "_", already);
    italic = already;
  }

  /** As the asterisks of 5*3*2, which are a multiplication. */
  private static boolean insideWord(Node node) {
    return node.getPrevious() instanceof Text before
        && before.getLiteral().matches("(?s).*[\\p{L}\\p{N}]")
        && node.getNext() instanceof Text after
        && after.getLiteral().matches("(?s)[\\p{L}\\p{N}].*");
  }

  @Override
  public void visit(CustomNode node) {
    if (!(node instanceof Strikethrough)) {
      visitChildren(node);
      return;
    }
    boolean already = struck;
    struck = true;
    marked(node, "~", already);
    struck = already;
  }

  private void marked(Node node, String mark, boolean already) {
    out.append(already ? "" : mark);
    visitChildren(node);
    out.append(already ? "" : mark);
  }

  @Override
  public void visit(Code code) {
    out.append('`').append(code.getLiteral()).append('`');
  }

  @Override
  public void visit(Link link) {
    linked(link, link.getDestination());
  }

  @Override
  public void visit(Image image) {
    linked(image, image.getDestination());
  }

  /** As "text (address)"; the address alone if the text says no more. */
  private void linked(Node node, String address) {
    int start = out.length();
    visitChildren(node);
    String text = out.substring(start);
    String plain = address.replaceFirst("^(mailto|tel):", "");
    if (text.isBlank() || text.equals(address)) {
      out.replace(start, out.length(), plain);
    } else if (!text.equals(plain) && !plain.isEmpty()) {
      out.append(" (").append(plain).append(')');
    }
  }

  @Override
  public void visit(SoftLineBreak node) {
    out.append('\n');
  }

  @Override
  public void visit(HardLineBreak node) {
    out.append('\n');
  }

  @Override
  public void visit(HtmlInline html) {
    boolean lineBreak = html.getLiteral().matches("(?i)<br\\s*/?>");
    out.append(lineBreak ? "\n" : html.getLiteral());
  }
}
