package io.wabridge.state.history;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Paragraphs on pages. A page is written to the stream when it is full; only the page at hand is in
 * memory. The font is DejaVu Sans: Latin, Cyrillic, Greek, Arabic and others.
 */
final class PdfPages {

  private static final String FONT = "fonts/DejaVuSans.ttf";
  private static final float MARGIN = 56;
  private static final float BOTTOM = 64;
  private static final float FOOTER = 36;
  private static final float FOOTER_SIZE = 8;

  private static final float WIDTH = PageSize.A4.getWidth();
  private static final float TOP = PageSize.A4.getHeight() - MARGIN;

  /** How a paragraph looks. */
  record Style(float size, Color color, boolean bold, float indent, float spaceBefore) {

    float leading() {
      return size * 1.45f;
    }
  }

  private static final class Loaded {
    static final BaseFont FONT = load();

    private static BaseFont load() {
      try (var file = PdfPages.class.getClassLoader().getResourceAsStream(PdfPages.FONT)) {
        return BaseFont.createFont(
            "DejaVuSans.ttf",
            BaseFont.IDENTITY_H,
            BaseFont.EMBEDDED,
            true,
            Objects.requireNonNull(file).readAllBytes(),
            null);
      } catch (IOException | DocumentException e) {
        throw new IllegalStateException("the font cannot be read", e);
      }
    }
  }

  private final Document document = new Document(PageSize.A4);
  private final PdfWriter writer;
  private final String title;
  private final String pageWord;
  private int page = 1;
  private float y = TOP;

  /**
   * Begins a document.
   *
   * @param title of the document, also at the bottom of every page
   * @param pageWord what stands before the number of a page
   */
  PdfPages(OutputStream out, String title, String pageWord, String language) {
    this.title = title;
    this.pageWord = pageWord;
    writer = PdfWriter.getInstance(document, out);
    writer.setCloseStream(false);
    document.addTitle(title);
    document.setDocumentLanguage(language);
    document.open();
    footer();
  }

  /** A paragraph; begins on the next page if no two lines fit on this one. */
  void add(String text, Style style) {
    add(text, style, 2 * style.leading());
  }

  /** A paragraph that begins on the next page if less than this space is left, in points. */
  void add(String text, Style style, float needed) {
    add(text, style, needed, Element.ALIGN_LEFT);
  }

  private void add(String text, Style style, float needed, int alignmentOfRightToLeft) {
    var printable = PrintableText.of(text, Loaded.FONT);
    if (printable.isBlank()) {
      return;
    }
    y -= y == TOP ? 0 : style.spaceBefore();
    if (y - Math.max(needed, style.leading()) < BOTTOM) {
      nextPage();
    }
    var column = column(printable, style, alignmentOfRightToLeft);
    column.setSimpleColumn(MARGIN + style.indent(), BOTTOM, WIDTH - MARGIN, y);
    while (ColumnText.hasMoreText(column.go())) {
      nextPage();
      column.setSimpleColumn(MARGIN + style.indent(), BOTTOM, WIDTH - MARGIN, y);
    }
    y = column.getYLine();
  }

  /** A line over the whole width, below what was added. */
  void line(Color color, float spaceBefore) {
    y -= spaceBefore;
    var canvas = writer.getDirectContent();
    canvas.saveState();
    canvas.setColorStroke(color);
    canvas.setLineWidth(0.5f);
    canvas.moveTo(MARGIN, y);
    canvas.lineTo(WIDTH - MARGIN, y);
    canvas.stroke();
    canvas.restoreState();
  }

  /** Two texts on one line: the second one at the right margin. */
  void addPair(String left, Style style, String right, Style rightStyle, float needed) {
    // the library mirrors alignments from right to left: this is the left margin, too
    add(left, style, needed, Element.ALIGN_RIGHT);
    var last = y;
    ColumnText.showTextAligned(
        writer.getDirectContent(),
        Element.ALIGN_RIGHT,
        phrase(PrintableText.of(right, Loaded.FONT), rightStyle),
        WIDTH - MARGIN,
        last,
        0);
  }

  private ColumnText column(String text, Style style, int alignmentOfRightToLeft) {
    var column = new ColumnText(writer.getDirectContent());
    var rightToLeft = PrintableText.isRightToLeft(text);
    column.setRunDirection(rightToLeft ? PdfWriter.RUN_DIRECTION_RTL : PdfWriter.RUN_DIRECTION_LTR);
    column.setAlignment(rightToLeft ? alignmentOfRightToLeft : Element.ALIGN_LEFT);
    column.setLeading(style.leading());
    column.setText(phrase(text, style));
    return column;
  }

  private static Phrase phrase(String text, Style style) {
    return new Phrase(
        new Chunk(
            text,
            new Font(
                Loaded.FONT, style.size(), style.bold() ? Font.BOLD : Font.NORMAL, style.color())));
  }

  private void nextPage() {
    document.newPage();
    page++;
    y = TOP;
    footer();
  }

  private void footer() {
    var style = new Style(FOOTER_SIZE, Color.GRAY, false, 0, 0);
    var canvas = writer.getDirectContent();
    ColumnText.showTextAligned(
        canvas,
        Element.ALIGN_LEFT,
        phrase(PrintableText.of(title, Loaded.FONT), style),
        MARGIN,
        FOOTER,
        0);
    ColumnText.showTextAligned(
        canvas,
        Element.ALIGN_RIGHT,
        phrase(pageWord + " " + page, style),
        WIDTH - MARGIN,
        FOOTER,
        0);
  }

  /** Completes the document; the stream stays open. */
  void close() {
    document.close();
  }
}
