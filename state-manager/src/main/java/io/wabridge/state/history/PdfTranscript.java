package io.wabridge.state.history;

import io.wabridge.model.Direction;
import java.awt.Color;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A transcript as a PDF document: headings by day, each message with its author and time. It is
 * written page by page.
 */
final class PdfTranscript implements Transcript {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private static final Color INK = new Color(0x22, 0x26, 0x2b);
  private static final Color QUIET = new Color(0x6b, 0x72, 0x7b);
  private static final Color RULE = new Color(0xd5, 0xd9, 0xde);
  private static final Color PERSON = new Color(0x0b, 0x6e, 0x5b);
  private static final Color AGENT = new Color(0x2b, 0x50, 0x9a);

  private static final PdfPages.Style TITLE = new PdfPages.Style(17, INK, true, 0, 0);
  private static final PdfPages.Style SUBTITLE = new PdfPages.Style(9, QUIET, false, 0, 2);
  private static final PdfPages.Style DAY = new PdfPages.Style(11, INK, true, 0, 20);
  private static final PdfPages.Style CLOCK = new PdfPages.Style(8.5f, QUIET, false, 0, 0);
  private static final PdfPages.Style BODY = new PdfPages.Style(10, INK, false, 0, 1);
  private static final PdfPages.Style QUOTE = new PdfPages.Style(9, QUIET, false, 12, 1);
  private static final PdfPages.Style NOTE = new PdfPages.Style(8, QUIET, false, 0, 1);

  /** A heading of a day is followed by a message on the same page. */
  private static final float DAY_NEEDS = 80;

  private static final float MESSAGE_NEEDS = 40;

  private final ConversationHistory.Heading heading;
  private final TranscriptWords words;
  private final PlainContent plain;
  private final PdfPages pages;
  private @Nullable LocalDate day;

  PdfTranscript(ConversationHistory.Heading heading, TranscriptWords words, OutputStream out) {
    this.heading = heading;
    this.words = words;
    this.plain = new PlainContent(words::label);
    var title = words.conversation() + heading.name().map(name -> ": " + name).orElse("");
    pages = new PdfPages(out, title, words.page(), words.language().code());
    pages.add(title, TITLE);
    pages.add(heading.conversation() + "  ·  " + words.timesInUtc(), SUBTITLE);
  }

  @Override
  public void write(HistoryMessage message) {
    day(message.receivedAt());
    pages.addPair(
        author(message),
        author(message.direction()),
        TIME.format(message.receivedAt()),
        CLOCK,
        MESSAGE_NEEDS);
    var quoted = message.quoted();
    if (quoted != null && quoted.text() != null) {
      pages.add("| " + quoted.text(), QUOTE);
    }
    pages.add(
        message.content() == null ? "[" + words.notKept() + "]" : plain.text(message.content()),
        message.content() == null ? NOTE : BODY);
    for (var version : message.versions()) {
      pages.add(words.before() + ": " + plain.text(version.content()), QUOTE);
    }
    for (var reaction : message.reactions()) {
      pages.add(
          (reaction.direction() == Direction.INBOUND
                  ? words.reactionOfPerson()
                  : words.reactionOfAgent())
              + ": "
              + reaction.emoji(),
          NOTE);
    }
    pages.add(whatHappened(message), NOTE);
  }

  private void day(Instant at) {
    var date = at.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!date.equals(day)) {
      day = date;
      pages.add(words.date(at), DAY, DAY_NEEDS);
      pages.line(RULE, 5);
    }
  }

  private String author(HistoryMessage message) {
    var origin = message.origin();
    return switch (message.direction()) {
      case OUTBOUND -> words.agent();
      case INBOUND -> {
        if (origin != null && origin.businessApp()) {
          yield origin.author() == null ? words.businessApp() : origin.author();
        }
        yield origin == null || origin.author() == null
            ? heading.name().orElse(words.person())
            : origin.author();
      }
    };
  }

  private static PdfPages.Style author(Direction direction) {
    return new PdfPages.Style(9, direction == Direction.INBOUND ? PERSON : AGENT, true, 0, 11);
  }

  private String whatHappened(HistoryMessage message) {
    var parts = new ArrayList<String>();
    add(parts, words.edited(), message.editedAt());
    add(parts, words.deleted(), message.deletedAt());
    message
        .receipts()
        .forEach(receipt -> add(parts, words.receipt(receipt.status()), receipt.at()));
    return parts.stream().collect(Collectors.joining("  ·  "));
  }

  private static void add(ArrayList<String> parts, String what, @Nullable Instant when) {
    if (when != null) {
      parts.add(what + " " + TIME.format(when));
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
