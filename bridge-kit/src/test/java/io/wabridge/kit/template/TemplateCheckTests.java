package io.wabridge.kit.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.Button;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateForm.Header;
import io.wabridge.model.template.TemplateForm.HeaderKind;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WhatsApp would refuse about the values of a template message. */
class TemplateCheckTests {

  private static final TemplateForm REMINDER =
      TemplateForm.ofBody("Hi {{1}}, your ride starts {{2}}.");

  private static List<String> problems(TemplateForm form, String... body) {
    return TemplateCheck.problems(form, TemplateValues.ofBody(List.of(body)));
  }

  @Test
  void countsValues() {
    assertThat(problems(REMINDER, "Rosa", "at ten")).isEmpty();
    assertThat(problems(REMINDER, "Rosa"))
        .containsExactly("The body needs 2 values, and 1 was given.");
    assertThat(problems(REMINDER, "Rosa", "at ten", "more"))
        .containsExactly("The body needs 2 values, and 3 were given.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"line\nbreak", "a\ttab", "five     spaces", " "})
  void refusesWhiteSpace(String value) {
    assertThat(problems(REMINDER, value, "at ten")).hasSize(1);
  }

  @Test
  void fourSpacesAreAccepted() {
    assertThat(problems(REMINDER, "four    spaces", "at ten")).isEmpty();
  }

  @Test
  void theWholeBodyHasALimit() {
    var form = TemplateForm.ofBody("Hi {{1}}.");
    assertThat(problems(form, "x".repeat(1020))).isEmpty();
    assertThat(problems(form, "x".repeat(1021))).hasSize(1);
  }

  @Test
  void namesValues() {
    var form =
        new TemplateForm(true, null, "Hi {{name}}.", null, List.of(), List.of(), null, Map.of());
    assertThat(check(form, new Parameter("name", "Rosa"))).isEmpty();
    assertThat(check(form)).containsExactly("The body lacks name.");
    assertThat(check(form, new Parameter("name", "Rosa"), new Parameter("day", "today")))
        .containsExactly("The body has no placeholder day.");
    assertThat(check(form, new Parameter(null, "Rosa")))
        .containsExactly("The body needs its values by name: name.");
  }

  private static List<String> check(TemplateForm form, Parameter... parameters) {
    return TemplateCheck.problems(
        form, new TemplateValues(null, List.of(parameters), List.of(), List.of(), null));
  }

  private static TemplateForm withHeader(HeaderKind kind) {
    return new TemplateForm(
        false, new Header(kind, null, null), "Hello.", null, List.of(), List.of(), null, Map.of());
  }

  private static TemplateValues withFile(MediaKind kind) {
    var file =
        new Content.Media(
            kind, "x/y", null, null, false, new MediaRef.Remote("id", null, null, null));
    return TemplateValues.NONE.withFile(file);
  }

  @ParameterizedTest
  @CsvSource({"IMAGE, IMAGE", "VIDEO, VIDEO", "DOCUMENT, DOCUMENT", "GIF, VIDEO"})
  void aHeaderNeedsAFileOfItsKind(HeaderKind header, MediaKind file) {
    assertThat(TemplateCheck.problems(withHeader(header), withFile(file))).isEmpty();
    assertThat(TemplateCheck.problems(withHeader(header), TemplateValues.NONE)).hasSize(1);
    assertThat(TemplateCheck.problems(withHeader(header), withFile(MediaKind.AUDIO))).hasSize(1);
    assertThat(TemplateCheck.problems(REMINDER, withFile(file))).isNotEmpty();
  }

  private static List<String> pressed(ButtonKind kind, String address, String value) {
    var form =
        new TemplateForm(
            false,
            null,
            "Hello.",
            null,
            List.of(new Button(kind, "Go", address, null)),
            List.of(),
            null,
            Map.of());
    var buttons =
        value == null
            ? List.<TemplateValues.Button>of()
            : List.of(new TemplateValues.Button(0, value));
    return TemplateCheck.problems(
        form, new TemplateValues(null, List.of(), buttons, List.of(), null));
  }

  @Test
  void checksButtons() {
    var address = "https://e.test/{{1}}";
    assertThat(pressed(ButtonKind.URL, address, "7781")).isEmpty();
    assertThat(pressed(ButtonKind.URL, address, null)).hasSize(1);
    assertThat(pressed(ButtonKind.URL, address, "two words")).hasSize(1);
    assertThat(pressed(ButtonKind.URL, "https://e.test", "7781")).hasSize(1);
    assertThat(pressed(ButtonKind.COPY_CODE, null, "x".repeat(15))).isEmpty();
    assertThat(pressed(ButtonKind.COPY_CODE, null, "x".repeat(16))).hasSize(1);
    assertThat(pressed(ButtonKind.QUICK_REPLY, null, null)).isEmpty();
    assertThat(pressed(ButtonKind.PHONE_NUMBER, "+1555", "x")).hasSize(1);
  }

  @Test
  void aCodeFillsItsButton() {
    var form =
        new TemplateForm(
            false,
            null,
            "{{1}} is your code.",
            null,
            List.of(new Button(ButtonKind.OTP, "Copy code", null, null)),
            List.of(),
            null,
            Map.of());
    var values =
        TemplateCheck.completed(
            form, TemplateCategory.AUTHENTICATION, TemplateValues.ofBody(List.of("123456")));
    assertThat(values.buttons()).containsExactly(new TemplateValues.Button(0, "123456"));
    assertThat(TemplateCheck.problems(form, values)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "APPROVED, -",
        "PAUSED, TEMPLATE_PAUSED",
        "DISABLED, TEMPLATE_DISABLED",
        "PENDING, TEMPLATE_NOT_APPROVED",
        "REJECTED, TEMPLATE_NOT_APPROVED",
        "DELETED, TEMPLATE_MISSING",
      })
  void onlyApprovedTemplatesCanBeSent(TemplateStatus status, Reason reason) {
    assertThat(TemplateCheck.refusal(status)).isEqualTo(reason);
  }

  @Test
  void rendersWhatThePhoneShows() {
    var form =
        new TemplateForm(
            false,
            new Header(HeaderKind.TEXT, "Hi {{1}}", null),
            "Your ride costs {{1}}.",
            "Harbour Bikes",
            List.of(
                new Button(ButtonKind.QUICK_REPLY, "Stop", null, null),
                new Button(ButtonKind.URL, "Book", "https://e.test/{{1}}", null)),
            List.of(),
            null,
            Map.of());
    var values =
        new TemplateValues(
            new TemplateValues.Header(List.of(new Parameter(null, "Rosa")), null, null),
            List.of(new Parameter(null, "$5")),
            List.of(new TemplateValues.Button(1, "77")),
            List.of(),
            null);
    assertThat(TemplateText.of(form, values).plain())
        .isEqualTo("Hi Rosa\nYour ride costs $5.\nHarbour Bikes\n[Stop]\n[Book] https://e.test/77");
  }
}
