package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.Button;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateForm.Card;
import io.wabridge.model.template.TemplateForm.Header;
import io.wabridge.model.template.TemplateForm.HeaderKind;
import io.wabridge.model.template.TemplateForm.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the components of a template (whatsapp-templates 2). Unknown ones are left out. */
final class MetaTemplateForm {

  /** Meta does not repeat the text of authentication templates in every answer. */
  private static final String CODE = "{{1}}";

  /** A button that copies a code arrives as a link, too. */
  private static final String CODE_LINK = "whatsapp.com/otp/";

  private @Nullable Header header;
  private String body = "";
  private @Nullable String footer;
  private @Nullable Offer offer;
  private final List<Button> buttons = new ArrayList<>();
  private final List<Card> cards = new ArrayList<>();
  private final Map<String, String> examples = new LinkedHashMap<>();

  private MetaTemplateForm() {}

  static TemplateForm of(List<JsonNode> components, boolean named) {
    MetaTemplateForm form = new MetaTemplateForm();
    components.forEach(form::component);
    return new TemplateForm(
        named,
        form.header,
        form.body,
        form.footer,
        form.buttons,
        form.cards,
        form.offer,
        form.examples);
  }

  private void component(JsonNode component) {
    switch (MetaTemplates.upper(word(component, "type", ""))) {
      case "HEADER" -> header = header(component);
      case "BODY" -> {
        @Nullable String said = text(component, "text");
        boolean code = component.has("add_security_recommendation");
        body = said != null ? said : code ? CODE : "";
        examples.putAll(examples(component.path("example")));
      }
      case "FOOTER" -> footer = word(component, "text");
      case "BUTTONS" -> list(component, "buttons").forEach(button -> buttons.add(button(button)));
      case "LIMITED_TIME_OFFER" -> {
        JsonNode said = component.path("limited_time_offer");
        offer = new Offer(word(said, "text", ""), flag(said, "has_expiration"));
      }
      case "CAROUSEL" -> list(component, "cards").forEach(card -> cards.add(card(card)));
      default -> {}
    }
  }

  private static Card card(JsonNode card) {
    TemplateForm form = of(list(card, "components"), false);
    return new Card(
        form.header(), form.body().isEmpty() ? null : form.body(), form.buttons(), form.examples());
  }

  private static Header header(JsonNode header) {
    HeaderKind kind = HeaderKind.named(word(header, "format", "TEXT"));
    JsonNode example = header.path("example");
    @Nullable String shown =
        kind == HeaderKind.TEXT
            ? example
                .path("header_text")
                .path(0)
                .asString(word(example.path("header_text_named_params").path(0), "example"))
            : text(example.path("header_handle").path(0));
    return new Header(kind, text(header, "text"), shown);
  }

  private static Button button(JsonNode button) {
    String kind = MetaTemplates.upper(word(button, "type", ""));
    @Nullable String value =
        switch (kind) {
          case "URL" -> word(button, "url");
          case "PHONE_NUMBER", "VOICE_CALL" -> word(button, "phone_number");
          default -> null;
        };
    boolean code = kind.equals("URL") && value != null && value.contains(CODE_LINK);
    JsonNode example = button.path("example");
    return new Button(
        code ? ButtonKind.OTP : ButtonKind.named(kind),
        word(button, "text", ""),
        code ? null : value,
        text(example.isArray() ? example.path(0) : example));
  }

  /** The values of the body's placeholders; positional ones are a list within a list. */
  private static Map<String, String> examples(JsonNode example) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode texts = example.path("body_text");
    JsonNode row = texts.path(0).isArray() ? texts.path(0) : texts;
    for (int i = 0; i < row.size(); i++) {
      values.put(String.valueOf(i + 1), row.path(i).asString(""));
    }
    for (JsonNode named : list(example, "body_text_named_params")) {
      values.put(word(named, "param_name", ""), word(named, "example", ""));
    }
    return values;
  }
}
