package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.template.TemplateCategory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit of a template is accepted at the limit, and refused one above it. */
class MetaTemplateRulesTest {

  private static final String BODY = "{\"type\":\"BODY\",\"text\":\"Hello.\"}";

  private static List<String> paths(String components, TemplateCategory category, boolean named) {
    return MetaTemplateRules.check(
            new TemplateDraft("ride_offer", "en_GB", category, named, components, null))
        .stream()
        .map(FieldProblem::field)
        .toList();
  }

  private static List<String> paths(String components) {
    return paths("[" + components + "]", TemplateCategory.MARKETING, false);
  }

  private static String buttons(String... buttons) {
    return BODY + ",{\"type\":\"BUTTONS\",\"buttons\":[" + String.join(",", buttons) + "]}";
  }

  private static String quick(String text) {
    return "{\"type\":\"QUICK_REPLY\",\"text\":\"" + text + "\"}";
  }

  private static String url(String url) {
    return "{\"type\":\"URL\",\"text\":\"Book\",\"url\":\"%s\",\"example\":[\"%s\"]}"
        .formatted(url, url);
  }

  private static String many(int count, String one) {
    return String.join(",", Collections.nCopies(count, one));
  }

  private static String text(String type, int length) {
    var format = type.equals("HEADER") ? "\"format\":\"TEXT\"," : "";
    var component =
        "{\"type\":\"%s\",%s\"text\":\"%s\"}".formatted(type, format, "x".repeat(length));
    return type.equals("BODY") ? component : BODY + "," + component;
  }

  @ParameterizedTest
  @CsvSource({"HEADER, 60", "BODY, 1024", "FOOTER, 60"})
  void texts(String type, int most) {
    assertThat(paths(text(type, most))).isEmpty();
    assertThat(paths(text(type, most + 1))).singleElement().asString().endsWith(".text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hi {{1}}, see you.           | 1 | true
          Hi {{1}} and {{2}}, see you. | 2 | true
          Hi {{1}}, see you.           | 0 | false
          Hi {{2}}, see you.           | 1 | false
          {{1}}, see you.              | 1 | false
          See you, {{1}}               | 1 | false
          Hi {{1}}{{2}}, see you.      | 2 | false
          Hi {{1}} {{2}}, see you.     | 2 | false
          Hi {1}}, see you.            | 0 | false
          Hi {{name}}, see you.        | 1 | false
          """)
  void placeholders(String text, int examples, boolean valid) {
    var values = many(examples, "\"x\"");
    var component =
        "{\"type\":\"BODY\",\"text\":\"%s\",\"example\":{\"body_text\":[[%s]]}}"
            .formatted(text, values);
    assertThat(paths(component).isEmpty()).as("%s", paths(component)).isEqualTo(valid);
  }

  @Test
  void namedPlaceholders() {
    var form =
        """
        [{"type":"BODY","text":"Hi {{%s}}, see you.","example":{"body_text_named_params":
          [{"param_name":"%s","example":"Rosa"}]}}]
        """;
    assertThat(paths(form.formatted("first_name", "first_name"), TemplateCategory.UTILITY, true))
        .isEmpty();
    assertThat(paths(form.formatted("First", "First"), TemplateCategory.UTILITY, true))
        .containsExactly("components[0].text");
  }

  @Test
  void buttonsOfEveryKind() {
    assertThat(paths(buttons(many(10, quick("Yes"))))).isEmpty();
    assertThat(paths(buttons(many(11, quick("Yes"))))).isNotEmpty();
    assertThat(paths(buttons(quick("x".repeat(25))))).isEmpty();
    assertThat(paths(buttons(quick("x".repeat(26))))).isNotEmpty();
    assertThat(paths(buttons(many(2, url("https://e.test"))))).isEmpty();
    assertThat(paths(buttons(many(3, url("https://e.test"))))).isNotEmpty();
    assertThat(paths(buttons(url("https://e.test/{{1}}")))).isEmpty();
    assertThat(paths(buttons(url("https://e.test/{{1}}/x")))).isNotEmpty();
    assertThat(paths(buttons(url("https://" + "x".repeat(1992))))).isEmpty();
    assertThat(paths(buttons(url("https://" + "x".repeat(1993))))).isNotEmpty();
    assertThat(paths(buttons(phone(20)))).isEmpty();
    assertThat(paths(buttons(phone(21)))).isNotEmpty();
    assertThat(paths(buttons(many(2, phone(20))))).isNotEmpty();
    assertThat(paths(buttons(code(15)))).isEmpty();
    assertThat(paths(buttons(code(16)))).isNotEmpty();
    assertThat(paths(buttons("{\"type\":\"LEVER\",\"text\":\"Pull\"}"))).isNotEmpty();
  }

  private static String phone(int length) {
    return "{\"type\":\"PHONE_NUMBER\",\"text\":\"Call\",\"phone_number\":\"%s\"}"
        .formatted("1".repeat(length));
  }

  private static String code(int length) {
    return "{\"type\":\"COPY_CODE\",\"example\":\"%s\"}".formatted("A".repeat(length));
  }

  @Test
  void quickRepliesAreOneGroup() {
    var link = url("https://e.test");
    assertThat(paths(buttons(quick("A"), quick("B"), link))).isEmpty();
    assertThat(paths(buttons(link, quick("A"), quick("B")))).isEmpty();
    assertThat(paths(buttons(quick("A"), link, quick("B")))).isNotEmpty();
  }

  @Test
  void headers() {
    var sample =
        BODY
            + ",{\"type\":\"HEADER\",\"format\":\"IMAGE\","
            + "\"example\":{\"header_handle\":[\"%s\"]}}";
    assertThat(paths(sample.formatted("4::aW1hZ2U=:DEMO"))).isEmpty();
    assertThat(paths(sample.formatted("https://cdn.example.test/a.jpg"))).isNotEmpty();
    assertThat(paths(BODY + ",{\"type\":\"HEADER\",\"format\":\"LOCATION\"}")).isEmpty();
    assertThat(paths(BODY + ",{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"*bold*\"}"))
        .isNotEmpty();
    assertThat(paths(BODY + ",{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Sale 🚲\"}"))
        .isNotEmpty();
  }

  private static String carousel(int cards, int bodyLength, int buttons) {
    var card =
        """
        {"components":[
          {"type":"HEADER","format":"IMAGE","example":{"header_handle":["4::aA==:DEMO"]}},
          {"type":"BODY","text":"%s"},
          {"type":"BUTTONS","buttons":[%s]}]}
        """
            .formatted("x".repeat(bodyLength), many(buttons, quick("Yes")));
    return BODY + ",{\"type\":\"CAROUSEL\",\"cards\":[" + many(cards, card) + "]}";
  }

  @Test
  void carousels() {
    assertThat(paths(carousel(2, 160, 2))).isEmpty();
    assertThat(paths(carousel(10, 160, 2))).isEmpty();
    assertThat(paths(carousel(1, 160, 2))).isNotEmpty();
    assertThat(paths(carousel(11, 160, 2))).isNotEmpty();
    assertThat(paths(carousel(2, 161, 2))).isNotEmpty();
    assertThat(paths(carousel(2, 160, 3))).isNotEmpty();
  }

  private static List<String> code(int minutes, String button) {
    return paths(
        """
        [{"type":"BODY","add_security_recommendation":true},
         {"type":"FOOTER","code_expiration_minutes":%d},
         {"type":"BUTTONS","buttons":[%s]}]
        """
            .formatted(minutes, button),
        TemplateCategory.AUTHENTICATION,
        false);
  }

  @Test
  void authentication() {
    var copy = "{\"type\":\"OTP\",\"otp_type\":\"COPY_CODE\"}";
    assertThat(code(1, copy)).isEmpty();
    assertThat(code(90, copy)).isEmpty();
    assertThat(code(0, copy)).isNotEmpty();
    assertThat(code(91, copy)).isNotEmpty();
    assertThat(code(5, quick("Copy"))).isNotEmpty();
    assertThat(code(5, "{\"type\":\"OTP\",\"otp_type\":\"ONE_TAP\"}")).isNotEmpty();
  }

  @Test
  void aBodyIsRequiredAndNothingOccursTwice() {
    assertThat(paths("{\"type\":\"FOOTER\",\"text\":\"Bikes\"}")).contains("components");
    assertThat(paths(BODY + "," + BODY)).contains("components[1].type");
    assertThat(paths("{}", TemplateCategory.UTILITY, false)).contains("components");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHENTICATION, 30, 900",
    "UTILITY, 30, 43200",
    "MARKETING, 43200, 2592000",
  })
  void lifetimes(TemplateCategory category, int least, int most) {
    for (var seconds : List.of(least, most)) {
      assertThat(lifetime(category, seconds)).isFalse();
    }
    for (var seconds : List.of(least - 1, most + 1)) {
      assertThat(lifetime(category, seconds)).isTrue();
    }
  }

  private static boolean lifetime(TemplateCategory category, int seconds) {
    var draft = new TemplateDraft("offer", "es", category, false, "[" + BODY + "]", seconds);
    return MetaTemplateRules.check(draft).stream()
        .anyMatch(problem -> problem.field().equals("lifetimeSeconds"));
  }
}
