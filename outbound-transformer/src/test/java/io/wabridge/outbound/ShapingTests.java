package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.ChoiceForm;
import io.wabridge.model.connector.InteractionForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An agent's contents become messages that WhatsApp can carry. */
class ShapingTests {

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of("text", "media", "choice"),
          130,
          20,
          Map.of(),
          new ChoiceForm(3, 60, 20, 0, 256),
          new ChoiceForm(10, 60, 24, 72, 200),
          Set.of());

  private static List<Content> parts(Content... contents) {
    return Shaping.of(List.of(contents), CAPABILITIES, Language.EN).stream()
        .map(Shaping.Part::content)
        .toList();
  }

  private static List<String> changes(Content... contents) {
    return Shaping.of(List.of(contents), CAPABILITIES, Language.EN).stream()
        .map(Shaping.Part::change)
        .toList();
  }

  private static Content.Media picture(String caption) {
    return new Content.Media(
        MediaKind.IMAGE,
        "image/png",
        "a.png",
        caption,
        false,
        new MediaRef.Remote(null, "https://x", null, null));
  }

  @Test
  void sendsAShortTextAsOneMessage() {
    assertThat(parts(new Content.Text("hello"))).containsExactly(new Content.Text("hello"));
  }

  private static final Content.Interactive LINK =
      new Content.Interactive(
          "Pay the deposit online.",
          null,
          "Harbour Bikes",
          new Interaction.Link("Pay now", "https://example.test/pay"));

  @Test
  void aLinkBecomesTextWhereTheChannelHasNoForm() {
    assertThat(parts(LINK))
        .containsExactly(
            new Content.Text(
                "Pay the deposit online.\nPay now: https://example.test/pay\nHarbour Bikes"));
    assertThat(changes(LINK)).containsExactly("sent as text: the channel has no form for link");
  }

  @Test
  void aLinkThatKeepsTheLimitsStaysAndAnotherIsRefused() {
    var capable =
        new Capabilities(
            Set.of("text", "link"), 4096, 0, Map.of(), null, null, Set.of(), InteractionForm.USUAL);
    assertThat(Shaping.of(List.of(LINK), capable, Language.EN).getFirst().content())
        .isEqualTo(LINK);

    var wordy =
        new Content.Interactive(
            "Pay", null, null, new Interaction.Link("p".repeat(21), "ftp://example.test"));
    var part = Shaping.of(List.of(wordy), capable, Language.EN).getFirst();
    assertThat(part.refusal()).isEqualTo(Reason.CONTENT_REFUSED);
    assertThat(part.refusalDetail())
        .isEqualTo(
            "link.label must have at most 20 characters; link.url must be an https or http"
                + " address.");
  }

  @Test
  void aHeaderAndFooterStayWithANumberedQuestion() {
    var framed =
        new Content.Choice(
            "Which?",
            List.of(new Content.Choice.Option("1", "Red", null)),
            null,
            new Content.Choice.Frame("Bikes", "per day", null));
    assertThat(parts(framed)).containsExactly(new Content.Text("Bikes\nWhich?\n1. Red\nper day"));
  }

  @Test
  void splitsALongTextInOrder() {
    var text = "Lorem ipsum dolor sit amet. ".repeat(20).strip();

    var parts = parts(new Content.Text(text));

    assertThat(parts).hasSizeGreaterThan(4);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(((Content.Text) part).body().length()).isLessThanOrEqualTo(130));
    assertThat(
            parts.stream()
                .map(part -> ((Content.Text) part).body().strip())
                .collect(Collectors.joining(" ")))
        .isEqualTo(text);
  }

  @Test
  void sendsALongCaptionAfterItsPicture() {
    var parts = parts(picture("a caption of more than twenty characters"));

    assertThat(parts).hasSize(2);
    assertThat(((Content.Media) parts.get(0)).caption()).isNull();
    assertThat(parts.get(1))
        .isEqualTo(new Content.Text("a caption of more than twenty characters"));
    assertThat(parts(picture("short"))).containsExactly(picture("short"));
  }

  private static Content.Choice question(int answers, String title, String description) {
    return new Content.Choice(
        "Which one?",
        IntStream.rangeClosed(1, answers)
            .mapToObj(n -> new Content.Choice.Option("id" + n, title + n, description))
            .toList());
  }

  @Test
  void keepsAQuestionThatTheChannelCanAsk() {
    assertThat(parts(question(3, "Bike ", null))).containsExactly(question(3, "Bike ", null));
    assertThat(parts(question(10, "Bike ", "red"))).containsExactly(question(10, "Bike ", "red"));
  }

  @Test
  void rendersAQuestionTheChannelCannotAskAsNumberedText() {
    assertThat(parts(question(2, "A title that is much too long for a list ", "good")))
        .containsExactly(
            new Content.Text(
                "Which one?\n1. A title that is much too long for a list 1 – good"
                    + "\n2. A title that is much too long for a list 2 – good"));
    assertThat(parts(question(11, "Bike ", null)).getFirst()).isInstanceOf(Content.Text.class);
  }

  @Test
  void numbersRunOnOverAllCardsOfAMessage() {
    var card = question(2, "A title that is much too long for a list ", null);

    var parts =
        Shaping.of(
            List.of(card, new Content.Text("and"), card.with("Or which?")),
            CAPABILITIES,
            Language.EN);

    assertThat(((Content.Text) parts.get(0).content()).body()).contains("\n1. ", "\n2. ");
    assertThat(((Content.Text) parts.get(2).content()).body())
        .startsWith("Or which?")
        .contains("\n3. ", "\n4. ")
        .doesNotContain("1. A", "2. A");
    assertThat(
            parts.stream().flatMap(part -> part.numbered().stream()).map(Content.Choice.Option::id))
        .containsExactly("id1", "id2", "id1", "id2");
  }

  @Test
  void aQuestionThatIsTooLongForItsFormComesFirst() {
    var question = question(2, "Bike ", null).with("Which one would you like? ".repeat(4).strip());

    assertThat(parts(question))
        .containsExactly(new Content.Text(question.text()), question.with("Please choose:"));
    assertThat(parts(question.with(" "))).containsExactly(question.with("Please choose:"));
    assertThat(parts(new Content.Choice("Which?", List.of())))
        .containsExactly(new Content.Text("Which?"));
  }

  @Test
  void severalAnswersAreNumbered() {
    assertThat(parts(new Content.Choice("Which?", question(2, "Bike ", null).options(), true)))
        .containsExactly(new Content.Text("Which?\n1. Bike 1\n2. Bike 2"));
  }

  @Test
  void headingsNeedAList() {
    var red = new Content.Choice.Option("1", "Red", null, "Bikes", null);
    var small = new Content.Choice.Option("2", "Small", null, "Helmets", null);
    var lengthy =
        new Content.Choice.Option("2", "Small", null, "Helmets of all sizes and colours", null);
    var question = new Content.Choice("Which?", List.of(red, small));

    assertThat(CAPABILITIES.buttons().fits(question)).isFalse();
    assertThat(parts(question)).containsExactly(question);
    assertThat(parts(new Content.Choice("Which?", List.of(red, lengthy))))
        .containsExactly(
            new Content.Text("Which?\nBikes\n1. Red\nHelmets of all sizes and colours\n2. Small"));
  }

  @Test
  void wordsDatesInTheLanguageOfTheTenant() {
    var slot = new Content.Choice.Slot(Instant.parse("2026-03-02T08:00:00Z"), 3600, 30);
    var question =
        new Content.Choice(
            "When?",
            List.of(new Content.Choice.Option("2026-03-02T09:00+01:00", "?", null, null, slot)));
    for (var expected :
        Map.of(
                Language.EN, "Mon, Mar 2, 9:00 AM",
                Language.ES, "lun, 2 mar, 9:00",
                Language.PT, "seg., 2 de mar. 09:00")
            .entrySet()) {
      assertThat(
              Shaping.of(List.of(question), CAPABILITIES, expected.getKey()).getFirst().content())
          .isEqualTo(
              new Content.Choice(
                  "When?",
                  List.of(
                      new Content.Choice.Option(
                          "2026-03-02T09:00+01:00", expected.getValue(), "2026, UTC+1, 30 min"))));
    }
  }

  @Test
  void rendersContentTheChannelHasNoFormForAsText() {
    var place = new Content.Location(51.5, -0.1, "The yard", null, null);

    assertThat(((Content.Text) parts(place).getFirst()).body()).contains("The yard", "51.5,-0.1");
  }

  @Test
  void keepsTheOrderOfTextAndPictures() {
    assertThat(parts(new Content.Text("a"), picture(null), new Content.Text("b")))
        .containsExactly(new Content.Text("a"), picture(null), new Content.Text("b"));
  }

  @Test
  void saysWhatItChanged() {
    assertThat(changes(new Content.Text("hello"), picture("short"), question(3, "Bike ", null)))
        .containsOnlyNulls();
    assertThat(changes(question(11, "Bike ", null)))
        .containsExactly("sent as numbered text: the channel has no form for this choice");
    assertThat(changes(new Content.Location(51.5, -0.1, "The yard", null, null)))
        .containsExactly("sent as text: the channel has no form for location");
    assertThat(changes(picture("a caption of more than twenty characters")))
        .containsExactly(null, "the caption follows as text: it is too long for the channel");
    assertThat(changes(new Content.Text("a ".repeat(90))))
        .containsExactly(
            "part 1 of 2: too long for one message", "part 2 of 2: too long for one message");
  }

  @Test
  void sendsNothingForNoContent() {
    assertThat(parts()).isEmpty();
  }
}
