package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message. A kind that this version does not know is read as {@link Unsupported}.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "kind",
    defaultImpl = Content.Unsupported.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Content {

  @JsonTypeName("text")
  record Text(String body) implements Content {}

  @JsonTypeName("media")
  record Media(
      MediaKind type,
      String mimeType,
      @Nullable String filename,
      @Nullable String caption,
      boolean voice,
      MediaRef file)
      implements Content {

    public Media at(MediaRef elsewhere) {
      return new Media(type, mimeType, filename, caption, voice, elsewhere);
    }
  }

  @JsonTypeName("location")
  record Location(
      double latitude,
      double longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements Content {}

  @JsonTypeName("contacts")
  record Contacts(List<Card> cards) implements Content {

    /** One shared contact, reduced to what an agent can use. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Card(
        @Nullable String name,
        @Nullable String organization,
        List<String> phones,
        List<String> emails,
        List<String> addresses,
        List<String> urls) {}
  }

  /**
   * A question with answers to choose from.
   *
   * @param text may be blank: there is no question but the answers
   * @param several true: more than one answer may be chosen
   * @param frame what is above and below; null: nothing
   */
  @JsonTypeName("choice")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Choice(String text, List<Option> options, @Nullable Boolean several, @Nullable Frame frame)
      implements Content {

    public Choice(String text, List<Option> options) {
      this(text, options, null, null);
    }

    public Choice(String text, List<Option> options, @Nullable Boolean several) {
      this(text, options, several, null);
    }

    /**
     * What is around a question.
     *
     * @param header the line above
     * @param footer the line below
     * @param button what opens the list of answers, if they are in a list
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Frame(
        @Nullable String header, @Nullable String footer, @Nullable String button) {}

    /**
     * One answer.
     *
     * @param section the heading above it and its neighbours
     * @param slot its time, if it is one; the title is then worded in the tenant's language
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Option(
        String id,
        String title,
        @Nullable String description,
        @Nullable String section,
        @Nullable Slot slot) {

      public Option(String id, String title, @Nullable String description) {
        this(id, title, description, null, null);
      }
    }

    /**
     * A time to choose.
     *
     * @param offset seconds east of UTC of the place whose time is shown
     * @param minutes how long it takes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Slot(Instant at, int offset, @Nullable Integer minutes) {}

    public Choice {
      options = List.copyOf(options);
    }

    public Choice with(String question) {
      return new Choice(question, options, several, frame);
    }

    /** The question as text with numbered answers, for products that have no form for it. */
    public String numbered() {
      return numbered(1);
    }

    /** The same, with the number of the first answer. */
    public String numbered(int first) {
      var header = frame == null ? null : frame.header();
      var lines = new StringBuilder(header == null ? text : (header + "\n" + text).strip());
      var number = first;
      @Nullable String section = null;
      for (var option : options) {
        if (option.section() != null && !option.section().equals(section)) {
          lines.append(lines.isEmpty() ? "" : "\n").append(option.section());
        }
        section = option.section();
        lines.append(lines.isEmpty() ? "" : "\n").append(number++).append(". ");
        lines.append(option.title());
        lines.append(option.description() == null ? "" : " – " + option.description());
      }
      if (frame != null && frame.footer() != null) {
        lines.append("\n").append(frame.footer());
      }
      return lines.toString();
    }
  }

  /**
   * A message from an approved template: the only kind that WhatsApp accepts more than 24 hours
   * after the person last wrote.
   *
   * @param language as "pt_BR"; null: the one that the template has, or the tenant's
   * @param known the template, once it was found and the values were checked
   */
  @JsonTypeName("template")
  record Template(
      String name, @Nullable String language, TemplateValues values, @Nullable Known known)
      implements Content {

    /**
     * The template itself.
     *
     * @param id the provider's id of it
     * @param text what the person reads, as plain text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Known(String id, TemplateCategory category, TemplateForm form, String text) {}

    public Template {
      values = values == null ? TemplateValues.NONE : values;
    }

    public Template(String name, @Nullable String language, TemplateValues values) {
      this(name, language, values, null);
    }

    /** The same message with other values. */
    public Template with(TemplateValues others) {
      return new Template(name, language, others, known);
    }

    /** What the person reads; without the template, its name. */
    public String text() {
      return known == null ? name : known.text();
    }
  }

  /**
   * A text with something to open or to send.
   *
   * @param text may be empty for a single product
   * @param header the line above; null: none
   * @param footer the line below; null: none
   */
  @JsonTypeName("interactive")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Interactive(
      String text, @Nullable String header, @Nullable String footer, Interaction action)
      implements Content {}

  /** The person pressed a button or chose from a list. */
  @JsonTypeName("choice-reply")
  record ChoiceReply(@Nullable String id, String title, @Nullable String description)
      implements Content {}

  /** The person finished a form; the answers as a JSON object, unread. */
  @JsonTypeName("form-reply")
  record FormReply(@Nullable String name, String answers) implements Content {}

  @JsonTypeName("order")
  record Order(@Nullable String catalog, @Nullable String text, List<Item> items)
      implements Content {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
        String product,
        @Nullable String quantity,
        @Nullable String price,
        @Nullable String currency) {}
  }

  /** No emoji: the reaction was removed. */
  @JsonTypeName("reaction")
  record Reaction(@Nullable String emoji, ExternalId target) implements Content {}

  @JsonTypeName("edit")
  record Edit(@Nullable ExternalId target, Content now) implements Content {}

  @JsonTypeName("deletion")
  record Deletion(@Nullable ExternalId target) implements Content {}

  /**
   * A notice for the agent, about the person or the conversation. It is worded in the tenant's
   * language when it is delivered.
   *
   * @param about null in notices of older versions: {@link NoticeKind#TEXT}
   */
  @JsonTypeName("notice")
  record Notice(NoticeKind about, Map<String, String> values) implements Content {

    /** Reads notices of older versions, too, which have only a text. */
    @JsonCreator
    static Notice of(
        @JsonProperty("about") @Nullable NoticeKind about,
        @JsonProperty("values") @Nullable Map<String, String> values,
        @JsonProperty("text") @Nullable String text) {
      return about == null || values == null
          ? ofText(text == null ? "" : text)
          : new Notice(about, values);
    }

    /** A sentence of the provider. */
    public static Notice ofText(String text) {
      return new Notice(NoticeKind.TEXT, Map.of("text", text));
    }

    public Notice {
      values = Map.copyOf(values);
    }
  }

  /** Content that the bridge cannot carry; the type is the other side's own name for it. */
  @JsonTypeName("unsupported")
  record Unsupported(@Nullable String type, @Nullable String detail) implements Content {

    /** A message without visible content. */
    public static final String EMPTY = "empty";

    /** The person edited a message, and the provider does not say what it is now. */
    public static final String EDIT = "edit";

    /** It can be read only in the WhatsApp Business app of this number. */
    public static final String IN_BUSINESS_APP = "in-business-app";
  }
}
