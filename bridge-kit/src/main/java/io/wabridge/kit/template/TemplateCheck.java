package io.wabridge.kit.template;

import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Reason;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateForm.HeaderKind;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks before sending what WhatsApp would refuse: the template's status, and the values of the
 * message. The problems are sentences for the one who sends it.
 */
public final class TemplateCheck {

  static final int BODY = 1024;
  static final int HEADER = 60;
  static final int CODE = 15;
  static final int PAYLOAD = 256;
  static final int ADDRESS = 2000;

  private static final Pattern WHITE = Pattern.compile("[\\n\\r\\t]| {5,}");

  private final List<String> problems = new ArrayList<>();

  private TemplateCheck() {}

  /** Why a template of this status cannot be sent; null: it can. */
  public static @Nullable Reason refusal(TemplateStatus status) {
    return switch (status) {
      case APPROVED -> null;
      case PAUSED -> Reason.TEMPLATE_PAUSED;
      case DISABLED -> Reason.TEMPLATE_DISABLED;
      case DELETED, PENDING_DELETION -> Reason.TEMPLATE_MISSING;
      default -> Reason.TEMPLATE_NOT_APPROVED;
    };
  }

  /**
   * The values with what follows from the template: the button of a one-time code has the code of
   * the body.
   */
  public static TemplateValues completed(
      TemplateForm form, TemplateCategory category, TemplateValues values) {
    if (category != TemplateCategory.AUTHENTICATION || values.body().isEmpty()) {
      return values;
    }
    var buttons = new ArrayList<>(values.buttons());
    for (var i = 0; i < form.buttons().size(); i++) {
      var index = i;
      if (form.buttons().get(i).kind() == ButtonKind.OTP
          && buttons.stream().noneMatch(one -> one.index() == index)) {
        buttons.add(new TemplateValues.Button(i, values.body().getFirst().text()));
      }
    }
    return values.withButtons(buttons);
  }

  /** What is wrong with the values; empty: nothing. */
  public static List<String> problems(TemplateForm form, TemplateValues values) {
    var check = new TemplateCheck();
    check.header(form.header(), values.header(), form.named(), "The header");
    check.texts(form.body(), values.body(), form.named(), "The body", BODY);
    check.buttons(form.buttons(), values.buttons(), "");
    check.cards(form.cards(), values.cards());
    var offer = form.offer();
    check.addIf(
        offer != null && offer.expires() && values.offerEnds() == null,
        "The template needs the time when its offer ends.");
    check.addIf(
        values.offerEnds() != null && (offer == null || !offer.expires()),
        "The template has no offer that ends.");
    return List.copyOf(check.problems);
  }

  /** The same for texts and buttons only: no files, places and cards. */
  public static List<String> textProblems(TemplateForm form, TemplateValues values) {
    var check = new TemplateCheck();
    var header = form.header();
    if (header != null && header.kind() == HeaderKind.TEXT) {
      check.header(header, values.header(), form.named(), "The header");
    }
    check.texts(form.body(), values.body(), form.named(), "The body", BODY);
    check.buttons(form.buttons(), values.buttons(), "");
    return List.copyOf(check.problems);
  }

  private void header(
      TemplateForm.@Nullable Header form,
      TemplateValues.@Nullable Header values,
      boolean named,
      String where) {
    var given = values == null ? new TemplateValues.Header(List.of(), null, null) : values;
    var kind = form == null ? null : form.kind();
    addIf(kind == HeaderKind.LOCATION && given.place() == null, where + " needs a location.");
    addIf(kind != HeaderKind.LOCATION && given.place() != null, where + " takes no location.");
    var wanted = kind == null ? null : file(kind);
    if (wanted == null) {
      addIf(given.file() != null, where + " takes no file.");
    } else if (given.file() == null) {
      problems.add(where + " needs a file: " + name(wanted) + ".");
    } else {
      addIf(
          given.file().type() != wanted,
          where
              + " needs a file of the kind "
              + name(wanted)
              + ", not "
              + name(given.file().type())
              + ".");
    }
    var text = kind == HeaderKind.TEXT && form != null && form.text() != null ? form.text() : "";
    texts(text, given.texts(), named, where, HEADER);
  }

  private static @Nullable MediaKind file(HeaderKind kind) {
    return switch (kind) {
      case IMAGE -> MediaKind.IMAGE;
      case VIDEO, GIF -> MediaKind.VIDEO;
      case DOCUMENT -> MediaKind.DOCUMENT;
      default -> null;
    };
  }

  private static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void texts(String text, List<Parameter> values, boolean named, String where, int most) {
    var places = TemplateForm.places(text);
    if (named) {
      named(places, values, where);
    } else if (places.size() != values.size()) {
      problems.add(
          "%s needs %d %s, and %d %s given."
              .formatted(
                  where,
                  places.size(),
                  places.size() == 1 ? "value" : "values",
                  values.size(),
                  values.size() == 1 ? "was" : "were"));
    }
    for (var i = 0; i < values.size(); i++) {
      value(values.get(i).text(), where + ", " + label(values.get(i), i));
    }
    var filled = TemplateForm.filled(text, TemplateValues.byPlace(values));
    addIf(
        filled.codePointCount(0, filled.length()) > most,
        where + " is longer than " + most + " characters with these values.");
  }

  private static String label(Parameter parameter, int index) {
    return "value " + (parameter.name() == null ? index + 1 : parameter.name());
  }

  private void named(List<String> places, List<Parameter> values, String where) {
    var seen = new HashSet<String>();
    for (var value : values) {
      if (value.name() == null) {
        problems.add(where + " needs its values by name: " + String.join(", ", places) + ".");
        return;
      }
      addIf(!seen.add(value.name()), where + " has the value " + value.name() + " twice.");
    }
    var missing = places.stream().filter(place -> !seen.contains(place)).toList();
    addIf(!missing.isEmpty(), where + " lacks " + String.join(", ", missing) + ".");
    var extra = seen.stream().filter(one -> !places.contains(one)).sorted().toList();
    addIf(!extra.isEmpty(), where + " has no placeholder " + String.join(", ", extra) + ".");
  }

  private void value(String text, String where) {
    addIf(text.isBlank(), where + " is empty.");
    addIf(
        WHITE.matcher(text).find(),
        where + " must have no line break, tab, or more than 4 spaces in a row.");
  }

  private void buttons(
      List<TemplateForm.Button> form, List<TemplateValues.Button> values, String where) {
    Set<Integer> seen = new HashSet<>();
    for (var value : values) {
      var name = where + "Button " + value.index();
      if (value.index() < 0 || value.index() >= form.size()) {
        problems.add(name + " does not exist: the template has " + form.size() + ".");
      } else {
        addIf(!seen.add(value.index()), name + " has two values.");
        button(form.get(value.index()), value.value(), name);
      }
    }
    for (var i = 0; i < form.size(); i++) {
      addIf(
          form.get(i).needsValue() && !seen.contains(i),
          where + "Button " + i + " (" + form.get(i).text() + ") needs a value.");
    }
  }

  private void button(TemplateForm.Button form, String value, String where) {
    if (value.isBlank()) {
      problems.add(where + " has an empty value.");
      return;
    }
    switch (form.kind()) {
      case URL -> {
        addIf(!form.needsValue(), where + " has a fixed address: it takes no value.");
        addIf(value.chars().anyMatch(Character::isWhitespace), where + " must have no spaces.");
        addIf(value.length() > ADDRESS, where + " is too long for an address.");
      }
      case COPY_CODE, OTP ->
          addIf(value.length() > CODE, where + " has a code of more than " + CODE + " characters.");
      case QUICK_REPLY, FLOW ->
          addIf(
              value.length() > PAYLOAD,
              where + " has a value of more than " + PAYLOAD + " characters.");
      default -> problems.add(where + " takes no value.");
    }
  }

  private void cards(List<TemplateForm.Card> form, List<TemplateValues.Card> values) {
    if (form.size() != values.size()) {
      problems.add(
          "The template has " + form.size() + " cards, and " + values.size() + " were given.");
      return;
    }
    for (var i = 0; i < form.size(); i++) {
      var where = "Card " + (i + 1);
      var made = form.get(i);
      var given = values.get(i);
      if (made.header() != null && made.header().kind() != HeaderKind.PRODUCT) {
        header(made.header(), given.header(), false, where + ", header");
      }
      texts(made.body() == null ? "" : made.body(), given.body(), false, where, BODY);
      buttons(made.buttons(), given.buttons(), where + ": ");
    }
  }

  private void addIf(boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }

  /** All problems as one text. */
  public static String sentence(List<String> problems) {
    return problems.stream().collect(Collectors.joining(" "));
  }

  /** The template as part of the message, with what the person reads. */
  public static Content.Template known(
      Content.Template message,
      String id,
      String language,
      TemplateCategory category,
      TemplateForm form) {
    var values = completed(form, category, message.values());
    return new Content.Template(
        message.name(),
        language,
        values,
        new Content.Template.Known(id, category, form, TemplateText.of(form, values).plain()));
  }
}
