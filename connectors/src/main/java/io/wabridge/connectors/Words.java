package io.wabridge.connectors;

import io.wabridge.model.Language;
import io.wabridge.model.Reason;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bridge's own words to agents and persons, from words_en, words_es and words_pt. */
public final class Words {

  private static final Map<Language, Words> ALL =
      Arrays.stream(Language.values())
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  Words::new,
                  (one, _) -> one,
                  () -> new EnumMap<>(Language.class)));

  private final Language language;
  private final ResourceBundle bundle;
  private final DateTimeFormatter instants;

  private Words(Language language) {
    this.language = language;
    bundle =
        ResourceBundle.getBundle(
            "io.wabridge.connectors.words",
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    instants =
        DateTimeFormatter.ofPattern(bundle.getString("pattern.instant"), language.locale())
            .withZone(ZoneOffset.UTC);
  }

  public static Words in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  public Language language() {
    return language;
  }

  /**
   * The sentence with this key. Its values stand at {0}, {1} and so on; an apostrophe is written
   * twice.
   *
   * @throws java.util.MissingResourceException the language has no such sentence
   */
  public String say(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language.locale()).format(values);
  }

  /** The key, and all keys that continue it after a dot. */
  public List<String> keys(String begin) {
    return bundle.keySet().stream()
        .filter(key -> key.equals(begin) || key.startsWith(begin + "."))
        .toList();
  }

  /** Why something was not delivered, for an agent: without codes and settings. */
  public String reason(Reason reason) {
    return say("reason." + reason.name());
  }

  /** Date and time to the minute, with the name of the zone. */
  public String instant(Instant at) {
    return instants.format(at);
  }
}
