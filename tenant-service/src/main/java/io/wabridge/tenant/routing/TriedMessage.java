package io.wabridge.tenant.routing;

import io.wabridge.kit.routing.LanguageGuess;
import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.model.DeskId;
import io.wabridge.model.Person;
import io.wabridge.tenant.connector.Problems;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that is only supposed, to see which desk a new conversation with it would get.
 *
 * @param text what the person writes
 * @param from the person's phone number in international form, or their user id
 * @param language the person's language, two letters; absent: guessed from text and number
 * @param fromAd whether the person comes from an advertisement; absent: no
 * @param at when it arrives; absent: now
 */
public record TriedMessage(
    @Nullable String text,
    @Nullable String from,
    @Nullable String language,
    @Nullable Boolean fromAd,
    @Nullable Instant at) {

  private static final int LONGEST_TEXT = 65_536;

  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]{1,128}");
  private static final Pattern PHONE = Pattern.compile("(\\+|00)?[1-9]\\d{4,14}");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s()./-]");

  /** What routes are compared with; incomplete if problems were found. */
  public RouteFacts facts(Predicate<DeskId> unavailable, Problems problems) {
    var rules = new FieldRules(problems);
    if (text != null && text.length() > LONGEST_TEXT) {
      rules.problem("text", "must be " + LONGEST_TEXT + " characters or shorter");
    }
    var person = person(rules);
    return new RouteFacts(
        person.key(),
        text == null ? "" : text,
        Boolean.TRUE.equals(fromAd),
        language(person, rules),
        Objects.requireNonNullElseGet(at, Instant::now),
        unavailable);
  }

  private Person person(FieldRules rules) {
    if (from == null || from.isBlank()) {
      return Person.ofWaId("");
    }
    if (USER_ID.matcher(from.strip()).matches()) {
      return Person.ofBsuid(from.strip());
    }
    var number = PUNCTUATION.matcher(from).replaceAll("");
    if (!PHONE.matcher(number).matches()) {
      rules.problem("from", "must be an international phone number, as +447700900123");
    }
    return Person.ofWaId(number.replaceFirst("^(\\+|00)", ""));
  }

  private @Nullable String language(Person person, FieldRules rules) {
    if (language == null) {
      return LanguageGuess.of(text == null ? "" : text, person).orElse(null);
    }
    var code = language.strip().toLowerCase(Locale.ROOT);
    if (!ConditionForm.isLanguage(code)) {
      rules.problem("language", "must be the two letters of a language, as \"es\"");
    }
    return code;
  }
}
