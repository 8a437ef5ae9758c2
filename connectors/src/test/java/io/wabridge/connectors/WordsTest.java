package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.HandoverCause;
import io.wabridge.model.Language;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every sentence exists in every language, has the same values there, and is used. */
class WordsTest {

  private static final Pattern VALUE = Pattern.compile("\\{\\d\\}");
  private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"([^\"]+)\"\\s*[,)]");

  private static Properties file(Language language) throws IOException {
    Properties words = new Properties();
    try (Reader in =
        new InputStreamReader(
            WordsTest.class.getResourceAsStream("words_" + language.code() + ".properties"),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  private static Set<String> keys() throws IOException {
    return new TreeSet<>(file(Language.EN).stringPropertyNames());
  }

  @ParameterizedTest
  @EnumSource
  void hasEverySentence(Language language) throws IOException {
    assertThat(new TreeSet<>(file(language).stringPropertyNames())).isEqualTo(keys());
  }

  @ParameterizedTest
  @EnumSource
  void hasTheSameValuesInEverySentence(Language language) throws IOException {
    Properties english = file(Language.EN);
    Properties words = file(language);
    for (String key : keys()) {
      assertThat(values(words.getProperty(key)))
          .as(key)
          .isEqualTo(values(english.getProperty(key)));
    }
  }

  private static Set<String> values(String sentence) {
    return VALUE.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** A single apostrophe would hide the values behind it. */
  @ParameterizedTest
  @EnumSource
  void saysEveryValue(Language language) throws IOException {
    Properties words = file(language);
    for (String key : keys()) {
      if (key.startsWith("pattern.")) {
        continue;
      }
      String said = Words.in(language).say(key, "<0>", "<1>", "<2>", "<3>");
      assertThat(said).as(key).isNotBlank().doesNotContain("{", "}").isEqualTo(said.strip());
      for (String value : values(words.getProperty(key))) {
        assertThat(said).as(key).contains("<" + value.charAt(1) + ">");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysEveryReasonWithoutCodesAndSettings(Language language) {
    for (Reason reason : Reason.values()) {
      assertThat(Words.in(language).reason(reason))
          .as(reason.name())
          .matches("\\p{Lu}.{10,160}\\.")
          .doesNotContain("token", "Token", "Meta", "HTTP", "webhook", "API")
          .doesNotContainPattern("\\d{4,}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysEveryNotice(NoticeKind kind) {
    assertThat(Words.in(Language.EN).keys("notice." + kind)).as("notice." + kind).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesTheZoneOfATime(Language language) {
    assertThat(Words.in(language).instant(Instant.parse("2026-03-02T09:15:02Z")))
        .startsWith("2 ")
        .endsWith("2026, 09:15 UTC");
  }

  /** Keys are written out in the code, or are composed of the name of a reason, notice or cause. */
  @Test
  void usesEverySentence() throws IOException {
    String code = code();
    Set<String> known = keys();
    for (String key : known) {
      assertThat(composed(key) || code.contains("\"" + key + "\"")).as("unused: " + key).isTrue();
    }
    assertThat(SAID.matcher(code).results().map(said -> said.group(1)).toList())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(known).contains(key));
  }

  private static boolean composed(String key) {
    return Arrays.stream(Reason.values()).anyMatch(reason -> key.equals("reason." + reason))
        || Arrays.stream(HandoverCause.values()).anyMatch(cause -> key.equals("handover." + cause))
        || Arrays.stream(NoticeKind.values())
            .anyMatch(kind -> (key + ".").startsWith("notice." + kind + "."));
  }

  /** The production code of all modules that say words. */
  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    for (String module :
        new String[] {"connectors", "inbound-transformer", "outbound-transformer"}) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          code.append(Files.readString(file));
        }
      }
    }
    return code.toString();
  }
}
