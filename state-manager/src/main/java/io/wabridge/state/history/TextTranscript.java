package io.wabridge.state.history;

import io.wabridge.model.Direction;
import io.wabridge.model.Origin;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcript as plain text: a line with time (UTC) and author begins each message; all other
 * lines are indented, so that no message can imitate another one.
 */
final class TextTranscript implements Transcript {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String INDENT = "    ";

  private final ConversationHistory.Heading heading;
  private final Writer out;

  TextTranscript(ConversationHistory.Heading heading, OutputStream out) throws IOException {
    this.heading = heading;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    line("Conversation " + heading.conversation() + ", times in UTC");
  }

  @Override
  public void write(HistoryMessage message) throws IOException {
    line("");
    line(TIME.format(message.receivedAt()) + " " + visible(author(message)) + ":");
    var quoted = message.quoted();
    if (quoted != null && quoted.text() != null) {
      indented("> " + quoted.text());
    }
    indented(message.content() == null ? "[not kept]" : PlainContent.of(message.content()));
    for (var version : message.versions()) {
      indented("[before: " + PlainContent.of(version.content()) + "]");
    }
    at("edited", message.editedAt());
    at("deleted", message.deletedAt());
    for (var reaction : message.reactions()) {
      indented("[reaction of the " + side(reaction.direction()) + ": " + reaction.emoji() + "]");
    }
    receipts(message.receipts());
  }

  private String author(HistoryMessage message) {
    var origin = message.origin();
    return switch (message.direction()) {
      case OUTBOUND -> "Agent";
      case INBOUND -> origin == null ? person() : author(origin);
    };
  }

  private String author(Origin origin) {
    if (origin.author() != null) {
      return origin.author();
    }
    return origin.businessApp() ? "Business app" : person();
  }

  private String person() {
    return heading.name().orElse("Person");
  }

  private static String side(Direction direction) {
    return switch (direction) {
      case INBOUND -> "person";
      case OUTBOUND -> "agent";
    };
  }

  private void receipts(List<HistoryMessage.Receipt> receipts) throws IOException {
    for (var receipt : receipts) {
      at(receipt.status(), receipt.at());
    }
  }

  private void at(String what, @Nullable Instant when) throws IOException {
    if (when != null) {
      indented("[" + what + " " + TIME.format(when) + "]");
    }
  }

  private void indented(String text) throws IOException {
    for (var part : text.split("\\R", -1)) {
      line(INDENT + visible(part));
    }
  }

  /** Without characters that would begin a line or change the reading direction. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", " ");
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
