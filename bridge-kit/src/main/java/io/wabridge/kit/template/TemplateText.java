package io.wabridge.kit.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateForm.HeaderKind;
import io.wabridge.model.template.TemplateValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template as the phone shows it, with the values of one message.
 *
 * @param body in WhatsApp's own formatting, as {@code *bold*}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TemplateText(
    @Nullable Header header,
    @Nullable String offer,
    String body,
    @Nullable String footer,
    List<Button> buttons,
    List<TemplateText> cards) {

  /** What stands above the body: a text, or what kind of file or place it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Header(HeaderKind kind, @Nullable String text) {}

  /** A button, with what it opens or dials. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Button(ButtonKind kind, String text, @Nullable String value) {}

  /** With these values; a missing one leaves its placeholder. */
  public static TemplateText of(TemplateForm form, TemplateValues values) {
    var header = values.header();
    var cards = new ArrayList<TemplateText>();
    for (var i = 0; i < form.cards().size(); i++) {
      var card = form.cards().get(i);
      var filled = i < values.cards().size() ? values.cards().get(i) : null;
      cards.add(
          new TemplateText(
              header(card.header(), filled == null ? null : filled.header()),
              null,
              filled(card.body(), filled == null ? List.of() : filled.body()),
              null,
              buttons(card.buttons(), filled == null ? List.of() : filled.buttons()),
              List.of()));
    }
    return new TemplateText(
        header(form.header(), header),
        form.offer() == null ? null : form.offer().text(),
        filled(form.body(), values.body()),
        form.footer(),
        buttons(form.buttons(), values.buttons()),
        cards);
  }

  /** With the examples of the template's review. */
  public static TemplateText ofExamples(TemplateForm form) {
    return of(form, examples(form));
  }

  private static TemplateValues examples(TemplateForm form) {
    return new TemplateValues(
        form.header() == null ? null : example(form.header()),
        parameters(form.examples()),
        examples(form.buttons()),
        form.cards().stream()
            .map(card ->
                new TemplateValues.Card(
                    null, parameters(card.examples()), examples(card.buttons())))
            .toList(),
        null);
  }

  private static TemplateValues.@Nullable Header example(TemplateForm.Header header) {
    var places = TemplateForm.places(header.text());
    return header.kind() != HeaderKind.TEXT || places.isEmpty() || header.example() == null
        ? null
        : new TemplateValues.Header(
            List.of(new TemplateValues.Parameter(places.getFirst(), header.example())), null, null);
  }

  private static List<TemplateValues.Parameter> parameters(Map<String, String> examples) {
    return examples.entrySet().stream()
        .map(one -> new TemplateValues.Parameter(one.getKey(), one.getValue()))
        .toList();
  }

  /** The example of an address is the whole address. */
  private static List<TemplateValues.Button> examples(List<TemplateForm.Button> buttons) {
    var values = new ArrayList<TemplateValues.Button>();
    for (var i = 0; i < buttons.size(); i++) {
      var button = buttons.get(i);
      var example = button.example();
      if (button.kind() == ButtonKind.URL && button.needsValue() && example != null) {
        var begin = String.valueOf(button.value()).replaceAll("\\{\\{.*", "");
        values.add(
            new TemplateValues.Button(
                i, example.startsWith(begin) ? example.substring(begin.length()) : example));
      } else if (button.kind() == ButtonKind.COPY_CODE && example != null) {
        values.add(new TemplateValues.Button(i, example));
      }
    }
    return values;
  }

  private static String filled(@Nullable String text, List<TemplateValues.Parameter> values) {
    return text == null ? "" : TemplateForm.filled(text, TemplateValues.byPlace(values));
  }

  private static @Nullable Header header(
      TemplateForm.@Nullable Header form, TemplateValues.@Nullable Header values) {
    if (form == null) {
      return null;
    }
    if (form.kind() == HeaderKind.TEXT) {
      return new Header(
          form.kind(), filled(form.text(), values == null ? List.of() : values.texts()));
    }
    return new Header(form.kind(), values == null ? null : named(values));
  }

  private static @Nullable String named(TemplateValues.Header values) {
    Content.Location place = values.place();
    if (place != null) {
      return place.name() != null ? place.name() : place.address();
    }
    return values.file() == null ? null : values.file().filename();
  }

  private static List<Button> buttons(
      List<TemplateForm.Button> form, List<TemplateValues.Button> values) {
    var shown = new ArrayList<Button>();
    for (var i = 0; i < form.size(); i++) {
      var index = i;
      var button = form.get(i);
      var value =
          values.stream()
              .filter(one -> one.index() == index)
              .map(TemplateValues.Button::value)
              .findFirst()
              .orElse(null);
      shown.add(new Button(button.kind(), button.text(), value(button, value)));
    }
    return shown;
  }

  /** What a quick reply tells us is not shown. */
  private static @Nullable String value(TemplateForm.Button button, @Nullable String value) {
    return switch (button.kind()) {
      case URL ->
          button.value() == null || value == null
              ? button.value()
              : button.value().replaceAll("\\{\\{.*", "") + value;
      case COPY_CODE, OTP -> value;
      case QUICK_REPLY, FLOW -> null;
      default -> button.value();
    };
  }

  /** As plain text, for agents and transcripts. */
  public String plain() {
    var lines = new ArrayList<String>();
    if (header != null) {
      lines.add(
          header.kind() == HeaderKind.TEXT
              ? String.valueOf(header.text())
              : "["
                  + header.kind().name().toLowerCase(Locale.ROOT)
                  + (header.text() == null ? "" : ": " + header.text())
                  + "]");
    }
    if (offer != null) {
      lines.add(offer);
    }
    lines.add(body);
    if (footer != null) {
      lines.add(footer);
    }
    for (var card : cards) {
      lines.add(card.plain());
    }
    for (var button : buttons) {
      lines.add("[" + button.text() + "]" + (button.value() == null ? "" : " " + button.value()));
    }
    lines.removeIf(String::isBlank);
    return String.join("\n", lines);
  }
}
