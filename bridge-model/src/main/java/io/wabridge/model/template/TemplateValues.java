package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content.Location;
import io.wabridge.model.Content.Media;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values with which one message fills a template.
 *
 * @param body in the order of the placeholders, unless they have names
 * @param offerEnds when a limited-time offer ends
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TemplateValues(
    @Nullable Header header,
    List<Parameter> body,
    List<Button> buttons,
    List<Card> cards,
    @Nullable Instant offerEnds) {

  public static final TemplateValues NONE =
      new TemplateValues(null, List.of(), List.of(), List.of(), null);

  /** Values of the body's placeholders, in their order. */
  public static TemplateValues ofBody(List<String> texts) {
    return new TemplateValues(
        null,
        texts.stream().map(text -> new Parameter(null, text)).toList(),
        List.of(),
        List.of(),
        null);
  }

  public TemplateValues {
    body = body == null ? List.of() : List.copyOf(body);
    buttons = buttons == null ? List.of() : List.copyOf(buttons);
    cards = cards == null ? List.of() : List.copyOf(cards);
  }

  /** The value of a placeholder; without a name it counts by its position. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Parameter(@Nullable String name, String text) {}

  /** The values of a header: texts, a file, or a place. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Header(List<Parameter> texts, @Nullable Media file, @Nullable Location place) {
    public Header {
      texts = texts == null ? List.of() : List.copyOf(texts);
    }
  }

  /**
   * The value of a button: the end of its address, its code, or what its press tells us.
   *
   * @param index its place among the template's buttons, from 0
   */
  public record Button(int index, String value) {}

  /** The values of a card. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Card(@Nullable Header header, List<Parameter> body, List<Button> buttons) {
    public Card {
      body = body == null ? List.of() : List.copyOf(body);
      buttons = buttons == null ? List.of() : List.copyOf(buttons);
    }
  }

  /** The file of the header, if it has one. */
  @JsonIgnore
  public Optional<Media> file() {
    return Optional.ofNullable(header).map(Header::file);
  }

  /** The same values with another file in the header. */
  public TemplateValues withFile(Media file) {
    var now =
        header == null
            ? new Header(List.of(), file, null)
            : new Header(header.texts(), file, header.place());
    return new TemplateValues(now, body, buttons, cards, offerEnds);
  }

  /** The same values with these for the buttons. */
  public TemplateValues withButtons(List<Button> others) {
    return new TemplateValues(header, body, others, cards, offerEnds);
  }

  /** The values by the names, or else the positions, of placeholders. */
  public static Map<String, String> byPlace(List<Parameter> parameters) {
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < parameters.size(); i++) {
      var parameter = parameters.get(i);
      values.put(
          parameter.name() == null ? String.valueOf(i + 1) : parameter.name(), parameter.text());
    }
    return values;
  }
}
