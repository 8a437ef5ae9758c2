package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.ChoiceForm;
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
