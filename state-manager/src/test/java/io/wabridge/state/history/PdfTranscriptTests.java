package io.wabridge.state.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Ids;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A PDF transcript is read back with another library: every word is there, in any script. */
class PdfTranscriptTests {

  private static final Instant AT = Instant.parse("2026-03-02T09:15:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PdfTranscript transcript(Language language, OutputStream to) {
    return new PdfTranscript(
        new ConversationHistory.Heading(
            "01997c2e-0000-7000-8000-000000000001", new DeskId("d"), Optional.of("Ana Ñandú")),
        TranscriptWords.in(language),
        to);
  }

  private static HistoryMessage says(Direction direction, Content content, Instant at) {
    return says(direction, content, at, null);
  }

  private static HistoryMessage says(
      Direction direction, Content content, Instant at, HistoryMessage.@Nullable Quoted quoted) {
    return new HistoryMessage(
        Ids.next(),
        direction,
        "text",
        "READ",
        null,
        at,
        at,
        direction == Direction.OUTBOUND
            ? List.of(
                new HistoryMessage.Receipt("delivered", at.plusSeconds(60)),
                new HistoryMessage.Receipt("read", at.plusSeconds(120)))
            : List.of(),
        content,
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        quoted);
  }

  private static Content.Text text(String body) {
    return new Content.Text(body);
  }

  private static String read(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC);
    }
  }

  /** Text without spaces: lines are broken anywhere. */
  private static String packed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void showsWordsOfSeveralScriptsWithoutMissingGlyphs() throws Exception {
    try (var transcript = transcript(Language.ES, out)) {
      transcript.write(says(Direction.INBOUND, text("¿Mañana a las diez? Sí, cigüeña"), AT));
      transcript.write(says(Direction.OUTBOUND, text("Não, amanhã à tarde; coração"), AT));
      transcript.write(says(Direction.INBOUND, text("Здравствуйте, когда вы приедете?"), AT));
      transcript.write(says(Direction.INBOUND, text("Καλημέρα σας"), AT));
      transcript.write(
          says(
              Direction.INBOUND,
              text("مرحبا بكم في المتجر"),
              AT.plus(Duration.ofDays(1)),
              new HistoryMessage.Quoted("x", "Mañana")));
      transcript.write(says(Direction.INBOUND, text("bye 👋🏽 漢"), AT.plus(Duration.ofDays(1))));
      transcript.write(
          says(
              Direction.INBOUND,
              new Content.Media(
                  MediaKind.IMAGE,
                  "image/jpeg",
                  "la factura.jpg",
                  "mi factura",
                  false,
                  new MediaRef.Stored("media-inbound", "t/m", 3, "ab")),
              AT.plus(Duration.ofDays(2))));
    }
    save("scripts");

    var text = read(out.toByteArray());
    assertThat(packed(text))
        .contains(
            packed("¿Mañana a las diez? Sí, cigüeña"),
            packed("Não, amanhã à tarde; coração"),
            packed("Здравствуйте, когда вы приедете?"),
            packed("Καλημέρα σας"),
            packed("Conversación: Ana Ñandú"),
            packed("lunes, 2 de marzo de 2026"),
            packed("martes, 3 de marzo de 2026"),
            packed("[waving hand sign] □"),
            packed("[imagen: la factura.jpg]"),
            packed("mi factura"),
            packed("entregado 09:16"),
            packed("leído 09:17"),
            packed("Página 1"));
    assertThat(text).contains("مرحبا", "المتجر");
    assertThat(text).doesNotContain("\u0000", "\ufffd");
    noGlyphIsMissing(out.toByteArray());
  }

  /** Glyph 0 is what a font shows for a character that it lacks. */
  private static void noGlyphIsMissing(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition position) {
          for (var code : position.getCharacterCodes()) {
            assertThat(code).as("glyph of %s", position.getUnicode()).isNotZero();
          }
          super.processTextPosition(position);
        }
      }.getText(document);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void usesTheTenantsLanguage(Language language) throws Exception {
    try (var transcript = transcript(language, out)) {
      transcript.write(says(Direction.OUTBOUND, text("x"), AT));
    }
    var words = TranscriptWords.in(language);
    assertThat(packed(read(out.toByteArray())))
        .contains(
            packed(words.conversation()),
            packed(words.agent()),
            packed(words.timesInUtc()),
            packed(words.page() + " 1"),
            packed(words.date(AT)));
  }

  @Test
  void longTextsAndManyMessagesFlowOverPages() throws Exception {
    var word = "palabra ";
    try (var transcript = transcript(Language.EN, out)) {
      transcript.write(says(Direction.INBOUND, text("BEGIN " + word.repeat(3000) + "END"), AT));
      for (var i = 0; i < 200; i++) {
        transcript.write(
            says(
                i % 2 == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                text("message number " + i + "."),
                AT.plus(Duration.ofHours(i))));
      }
      transcript.write(says(Direction.INBOUND, text("x".repeat(5000)), AT));
    }
    save("pages");
    var text = read(out.toByteArray());
    assertThat(text).contains("BEGIN", "END", "message number 0.", "message number 199.");
    assertThat(text.split("palabra", -1)).hasSize(3001);
    assertThat(packed(text)).contains("x".repeat(5000).substring(0, 60));
    try (var document = Loader.loadPDF(out.toByteArray())) {
      assertThat(document.getNumberOfPages()).isBetween(15, 60);
      var last = new PDFTextStripper();
      last.setStartPage(document.getNumberOfPages());
      assertThat(last.getText(document)).contains("Page " + document.getNumberOfPages());
    }
  }

  @Test
  void aHundredThousandMessagesNeedNoMoreMemoryThanAFew() throws Exception {
    var counting = new Counting();
    var before = 0L;
    try (var transcript = transcript(Language.EN, counting)) {
      for (var i = 0; i < 100_000; i++) {
        transcript.write(
            says(Direction.INBOUND, text("message number " + i), AT.plusSeconds(60L * i)));
        if (i == 10_000) {
          assertThat(counting.bytes).as("pages are written as they are filled").isPositive();
          before = used();
        }
      }
      assertThat(used() - before).as("bytes for 90,000 more").isLessThan(40_000_000);
    }
    assertThat(counting.bytes).isGreaterThan(1_000_000);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }

  /** For eyes: rendered with any viewer. */
  private void save(String name) throws IOException {
    Files.write(Path.of("target", "transcript-" + name + ".pdf"), out.toByteArray());
  }
}
