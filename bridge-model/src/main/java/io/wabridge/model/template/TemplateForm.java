package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of a template. Its texts have placeholders, as {@code {{1}}} or {@code
 * {{first_name}}}.
 *
 * @param named whether the placeholders of header and body have names
 * @param body may be blank: WhatsApp words the text of some templates itself
 * @param footer what stands below the body; null: nothing
 * @param buttons in their order; their numbers begin with 0
 * @param cards the cards of a carousel; empty: it is none
 * @param offer the heading of a limited-time offer; null: it is none
 * @param examples values of the placeholders, from the template's review
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TemplateForm(
    boolean named,
    @Nullable Header header,
    String body,
    @Nullable String footer,
    List<Button> buttons,
    List<Card> cards,
    @Nullable Offer offer,
    Map<String, String> examples) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

  /** A template that has a text only. */
  public static TemplateForm ofBody(String body) {
    return new TemplateForm(false, null, body, null, List.of(), List.of(), null, Map.of());
  }

  public TemplateForm {
    body = body == null ? "" : body;
    buttons = buttons == null ? List.of() : List.copyOf(buttons);
    cards = cards == null ? List.of() : List.copyOf(cards);
    examples = examples == null ? Map.of() : Map.copyOf(examples);
  }

  /** What stands above the body. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Header(HeaderKind kind, @Nullable String text, @Nullable String example) {}

  /** A header's kind. */
  public enum HeaderKind {
    TEXT,
    IMAGE,
    VIDEO,
    GIF,
    DOCUMENT,
    LOCATION,
    /** A product of a catalog. */
    PRODUCT,
    OTHER;

    @JsonCreator
    public static HeaderKind named(String name) {
      return Arrays.stream(values())
          .filter(one -> one.name().equalsIgnoreCase(name))
          .findFirst()
          .orElse(OTHER);
    }

    /** Whether each message brings a file for it. */
    @JsonIgnore
    public boolean file() {
      return this == IMAGE || this == VIDEO || this == GIF || this == DOCUMENT;
    }
  }

  /**
   * A button.
   *
   * @param value the address, phone number or code; an address may end with a placeholder
   * @param example the value in the template's review
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Button(
      ButtonKind kind, String text, @Nullable String value, @Nullable String example) {

    /** Whether each message must bring a value for it. */
    @JsonIgnore
    public boolean needsValue() {
      return switch (kind) {
        case URL -> value != null && !places(value).isEmpty();
        case COPY_CODE, OTP -> true;
        default -> false;
      };
    }
  }

  /** A button's kind. */
  public enum ButtonKind {
    QUICK_REPLY,
    URL,
    PHONE_NUMBER,
    COPY_CODE,
    OTP,
    FLOW,
    CATALOG,
    MPM,
    SPM,
    VOICE_CALL,
    OTHER;

    @JsonCreator
    public static ButtonKind named(String name) {
      return Arrays.stream(values())
          .filter(one -> one.name().equalsIgnoreCase(name))
          .findFirst()
          .orElse(OTHER);
    }
  }

  /** A card of a carousel. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Card(
      @Nullable Header header,
      @Nullable String body,
      List<Button> buttons,
      Map<String, String> examples) {
    public Card {
      buttons = buttons == null ? List.of() : List.copyOf(buttons);
      examples = examples == null ? Map.of() : Map.copyOf(examples);
    }
  }

  /**
   * A limited-time offer.
   *
   * @param expires whether each message brings the time when it ends
   */
  public record Offer(String text, boolean expires) {}

  /** The placeholders of a text, each once, in the order of the text. */
  public static List<String> places(@Nullable String text) {
    var found = new LinkedHashSet<String>();
    if (text != null) {
      var matcher = PLACE.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return new ArrayList<>(found);
  }

  /** The text with values in place of the placeholders; a missing one stays as it is. */
  public static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }
}
