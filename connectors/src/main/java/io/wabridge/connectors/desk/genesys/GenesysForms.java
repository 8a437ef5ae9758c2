package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.decimal;
import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Content.Choice.Slot;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads cards, pickers, templates and places; what this version does not know becomes readable
 * text.
 */
final class GenesysForms {

  /**
   * One element.
   *
   * @param said its texts, as {@link GenesysCard#comparable}
   */
  record Form(List<Content> contents, Set<String> said) {

    private static Form of(GenesysCard card) {
      return new Form(card.contents(), card.said());
    }
  }

  private GenesysForms() {}

  /** The quick replies of an element; none if it is something else. */
  static List<Option> options(JsonNode element) {
    JsonNode one = element.path("quickReply");
    List<JsonNode> replies =
        one.isObject() ? List.of(one) : list(element.path("quickReplyV2"), "actions");
    return replies.stream()
        .map(GenesysForms::option)
        .filter(Objects::nonNull)
        .map(option -> (Option) option)
        .toList();
  }

  private static @Nullable Option option(JsonNode reply) {
    String title = word(reply, "text", word(reply, "payload", ""));
    return title.isEmpty()
        ? null
        : GenesysChoice.option(
            GenesysChoice.Type.QUICK_REPLY, word(reply, "payload", title), title, null);
  }

  static Form read(JsonNode element) {
    if (element.path("card").isObject()) {
      return Form.of(card(element.path("card")));
    }
    if (element.path("carousel").isObject()) {
      return carousel(list(element.path("carousel"), "cards"));
    }
    if (element.path("datePicker").isObject()) {
      return dates(element.path("datePicker"));
    }
    if (element.path("listPicker").isObject()) {
      return Form.of(items(element.path("listPicker")));
    }
    if (element.path("template").isObject()) {
      Form said = Form.of(template(element.path("template")));
      return GenesysTemplate.of(element.path("template"))
          .map(named -> new Form(List.of(named), said.said()))
          .orElse(said);
    }
    if (element.path("location").isObject()) {
      return place(element.path("location"));
    }
    GenesysCard card = new GenesysCard();
    anything(element, card, 0);
    return Form.of(card);
  }

  private static GenesysCard card(JsonNode node) {
    GenesysCard card = new GenesysCard();
    card.picture(node, "image");
    card.video(node, "video");
    card.say(node, "title");
    card.say(node, "description");
    list(node, "actions").forEach(action -> card.action(action, GenesysChoice.Type.BUTTON));
    JsonNode usual = node.path("defaultAction");
    if (word(usual, "url") != null
        && list(node, "actions").stream()
            .noneMatch(action -> word(action, "url", "").equals(word(usual, "url")))) {
      card.action(usual, GenesysChoice.Type.BUTTON);
    }
    return card;
  }

  private static Form carousel(List<JsonNode> cards) {
    List<Content> contents = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (JsonNode node : cards) {
      GenesysCard card = card(node);
      contents.addAll(card.contents());
      said.addAll(card.said());
    }
    return new Form(contents, said);
  }

  /** The titles are worded later, in the tenant's language. */
  private static Form dates(JsonNode picker) {
    GenesysCard card = new GenesysCard();
    card.picture(picker, "imageUrl");
    card.say(picker, "title");
    card.say(picker, "subtitle");
    for (JsonNode time : list(picker, "availableTimes")) {
      String said = word(time, "dateTime", "");
      @Nullable OffsetDateTime at = GenesysChoice.time(said);
      if (at != null) {
        card.answer(new Option(said, said, null, null, slot(at, whole(time, "duration"))));
      } else if (!said.isEmpty()) {
        card.answer(new Option(said, said, null));
      }
    }
    List<Content> contents = new ArrayList<>(card.contents());
    if (list(picker, "availableTimes").isEmpty()) {
      contents.addAll(range(picker));
    }
    Set<String> said = new HashSet<>(card.said());
    if (picker.path("location").isObject()) {
      Form place = place(picker.path("location"));
      contents.addAll(0, place.contents());
      said.addAll(place.said());
    }
    return new Form(contents, said);
  }

  private static Slot slot(OffsetDateTime at, @Nullable Long seconds) {
    return new Slot(
        at.toInstant(),
        at.getOffset().getTotalSeconds(),
        seconds == null || seconds < 60 || seconds > 86_400 ? null : (int) (seconds / 60));
  }

  /** The days between which any may be chosen. */
  private static List<Content> range(JsonNode picker) {
    String range =
        String.join(
            " – ",
            Stream.of(word(picker, "dateMinimum", ""), word(picker, "dateMaximum", ""))
                .filter(day -> !day.isEmpty())
                .map(day -> day.replaceAll("T.*", ""))
                .toList());
    return range.isEmpty() ? List.of() : List.of(new Content.Text(range));
  }

  private static GenesysCard items(JsonNode picker) {
    GenesysCard card = new GenesysCard();
    card.picture(picker.path("receivedMessage"), "imageUrl");
    card.say(picker.path("receivedMessage"), "title");
    card.say(picker.path("receivedMessage"), "subtitle");
    List<JsonNode> sections = list(picker, "sections");
    boolean headings = sections.size() > 1;
    for (JsonNode section : sections) {
      if (flag(section, "multipleSelection")) {
        card.several();
      }
      if (!headings) {
        card.say(section, "title");
      }
      @Nullable String heading = headings ? word(section, "title") : null;
      for (JsonNode item : list(section, "items")) {
        String title = word(item, "title", "");
        if (!title.isEmpty()) {
          Option option =
              GenesysChoice.option(
                  GenesysChoice.Type.LIST_PICKER,
                  word(item, "id", title),
                  title,
                  word(item, "subtitle"));
          card.answer(new Option(option.id(), title, option.description(), heading, null));
        }
      }
    }
    return card;
  }

  private static GenesysCard template(JsonNode template) {
    GenesysCard card = new GenesysCard();
    JsonNode header = template.path("header");
    card.file(GenesysContents.file(header.path("media")));
    card.say(header, "text");
    card.say(template.path("body"), "text");
    card.say(template.path("footer"), "text");
    list(template, "buttons")
        .forEach(button -> card.action(button, GenesysChoice.Type.QUICK_REPLY));
    return card;
  }

  /** A place without coordinates is a text. */
  private static Form place(JsonNode place) {
    GenesysCard texts = new GenesysCard();
    texts.say(place, "text");
    texts.say(place, "title");
    texts.say(place, "address");
    String name = word(place, "text", word(place, "title", ""));
    @Nullable Double latitude = decimal(place, "latitude");
    @Nullable Double longitude = decimal(place, "longitude");
    @Nullable String url = word(place, "url");
    if (latitude == null
        || longitude == null
        || Math.abs(latitude) > 90
        || Math.abs(longitude) > 180) {
      texts.say(place, "url");
      return Form.of(texts);
    }
    List<Content> contents = new ArrayList<>();
    contents.add(
        new Content.Location(
            latitude, longitude, name.isEmpty() ? null : name, word(place, "address"), null));
    if (url != null) {
      contents.add(new Content.Text(url));
    }
    return new Form(contents, texts.said());
  }

  /** All readable text, so that no agent's message is lost. */
  private static void anything(JsonNode node, GenesysCard card, int depth) {
    if (depth > 6 || card.lines() > 40) {
      return;
    }
    for (String name : List.of("title", "subtitle", "description", "text", "body", "url")) {
      card.say(node, name);
    }
    node.values()
        .forEach(child -> {
          if (child.isContainer()) {
            anything(child, card, depth + 1);
          }
        });
  }
}
