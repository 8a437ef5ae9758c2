package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads interactive messages: a question with answers, in most of the templates. A template that is
 * not known becomes its titles as text.
 */
final class ConnectTemplates {

  private static final int MOST_CARDS = 20;

  /** "2026-03-02T09:15+00:00", as Amazon Connect documents times, also with a Z. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm[:ss][.SSS]")
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private ConnectTemplates() {}

  static List<Content> of(JsonNode template) {
    var content = template.path("data").path("content");
    return switch (word(template, "templateType", "")) {
      case "TimePicker" -> times(content);
      case "Carousel" -> carousel(content);
      default -> question(content);
    };
  }

  private static List<Content> question(JsonNode content) {
    var options = new ArrayList<Content.Choice.Option>();
    for (var element : list(content, "elements")) {
      var title = word(element, "title", "");
      if (!title.isEmpty()) {
        options.add(new Content.Choice.Option(answer(element, title), title, described(element)));
      }
    }
    answersOfWhatsApp(content.path("action"), options);
    return with(picture(content), text(content), options);
  }

  private static String answer(JsonNode element, String title) {
    var action = word(element, "actionDetail");
    if (action == null) {
      return ConnectReplyId.text(title);
    }
    var json = OutsideJson.object().put("version", "1.0").put("action", action);
    var data = json.putObject("data").put("actionName", title);
    for (var name : List.of("preIndex", "nextIndex", "listId", "templateType", "referenceId")) {
      if (element.has(name)) {
        data.set(name, element.path(name));
      }
    }
    return ConnectReplyId.response(json);
  }

  /** Templates of AWS' own channel have buttons or sections, as WhatsApp itself. */
  private static void answersOfWhatsApp(JsonNode action, List<Content.Choice.Option> options) {
    for (var button : list(action, "buttons")) {
      add(button.path("reply"), null, options);
    }
    for (var section : list(action, "sections")) {
      for (var row : list(section, "rows")) {
        add(row, word(section, "title"), options);
      }
    }
  }

  private static void add(
      JsonNode answer, @Nullable String section, List<Content.Choice.Option> options) {
    var title = word(answer, "title", "");
    if (!title.isEmpty()) {
      options.add(
          new Content.Choice.Option(
              ConnectReplyId.text(title), title, word(answer, "description"), section, null));
    }
  }

  private static @Nullable String described(JsonNode element) {
    return word(element, "subtitle");
  }

  private static List<Content> times(JsonNode content) {
    var options = new ArrayList<Content.Choice.Option>();
    for (var slot : list(content, "timeslots")) {
      var date = word(slot, "date", "");
      var at = time(date);
      var duration = whole(slot, "duration");
      if (at != null) {
        options.add(
            new Content.Choice.Option(
                ConnectReplyId.text(date),
                date,
                null,
                null,
                new Content.Choice.Slot(
                    at.toInstant(),
                    at.getOffset().getTotalSeconds(),
                    duration == null || duration <= 0 || duration > 100_000
                        ? null
                        : duration.intValue())));
      }
    }
    return with(picture(content), text(content), options);
  }

  private static @Nullable OffsetDateTime time(String date) {
    try {
      return OffsetDateTime.parse(date, TIME);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** One question for each card; its answer names the card, too. */
  private static List<Content> carousel(JsonNode content) {
    var contents = new ArrayList<Content>();
    var title = text(content);
    if (!title.isEmpty()) {
      contents.add(new Content.Text(title));
    }
    list(content, "elements").stream().limit(MOST_CARDS).forEach(card -> card(card, contents));
    return contents;
  }

  private static void card(JsonNode card, List<Content> contents) {
    var content = card.path("data").path("content");
    var options = new ArrayList<Content.Choice.Option>();
    for (var element : list(content, "elements")) {
      var title = word(element, "title", "");
      if (!title.isEmpty()) {
        var reply = OutsideJson.object();
        reply.put("templateIdentifier", word(card, "templateIdentifier", ""));
        reply.put("listTitle", word(content, "title", ""));
        reply.put("selectionText", title);
        var id = ConnectReplyId.text(OutsideJson.write(reply));
        options.add(new Content.Choice.Option(id, title, described(element)));
      }
    }
    contents.addAll(with(picture(content), text(content), options));
  }

  private static List<Content> with(
      @Nullable Content picture, String text, List<Content.Choice.Option> options) {
    var contents = new ArrayList<Content>();
    if (picture != null) {
      contents.add(picture);
    }
    if (!options.isEmpty()) {
      contents.add(new Content.Choice(text, options));
    } else if (!text.isEmpty()) {
      contents.add(new Content.Text(text));
    }
    return contents;
  }

  private static String text(JsonNode content) {
    var lines = new ArrayList<String>();
    for (var line :
        new @Nullable String[] {
          word(content.path("header"), "text"),
          word(content, "title"),
          word(content, "subtitle"),
          word(content.path("body"), "text"),
          word(content.path("footer"), "text")
        }) {
      if (line != null) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static @Nullable Content picture(JsonNode content) {
    var url = word(content, "imageData", "");
    if (!"URL".equalsIgnoreCase(word(content, "imageType", "")) || !web(url)) {
      return null;
    }
    var path = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
    return new Content.Media(
        MediaKind.IMAGE,
        path.endsWith(".png") ? "image/png" : "image/jpeg",
        null,
        null,
        false,
        new MediaRef.Remote(null, url, null, null));
  }

  private static boolean web(String url) {
    try {
      var uri = URI.create(url);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
