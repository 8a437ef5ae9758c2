package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.channel.ChannelLimits;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an agent said in one go, as WhatsApp can carry it. */
class ReplyPartsTests {

  private static final ChannelLimits LIMITS = new ChannelLimits(100, 20, Map.of());

  private static List<Content> parts(Content... contents) {
    return ReplyParts.of(List.of(contents), LIMITS);
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
  void aShortTextIsOneMessage() {
    assertThat(parts(new Content.Text("hello"))).containsExactly(new Content.Text("hello"));
  }

  @Test
  void aLongTextIsSeveralInOrderWithoutALoss() {
    var text = "Lorem ipsum dolor sit amet. ".repeat(20).strip();

    var parts = parts(new Content.Text(text));

    assertThat(parts).hasSizeGreaterThan(4);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(((Content.Text) part).body().length()).isLessThanOrEqualTo(100));
    assertThat(
            parts.stream()
                .map(part -> ((Content.Text) part).body().strip())
                .collect(Collectors.joining(" ")))
        .isEqualTo(text);
  }

  @Test
  void aCaptionThatIsTooLongFollowsItsPicture() {
    var parts = parts(picture("a caption of more than twenty characters"));

    assertThat(parts).hasSize(2);
    assertThat(((Content.Media) parts.get(0)).caption()).isNull();
    assertThat(parts.get(1))
        .isEqualTo(new Content.Text("a caption of more than twenty characters"));
    assertThat(parts(picture("short"))).containsExactly(picture("short"));
  }

  @Test
  void aQuestionBecomesNumberedWords() {
    var question =
        new Content.Choice(
            "Which one?",
            List.of(
                new Content.Choice.Option("a", "First", "the good one"),
                new Content.Choice.Option("b", "Second", null)));

    assertThat(parts(question))
        .containsExactly(new Content.Text("Which one?\n1. First – the good one\n2. Second"));
  }

  @Test
  void textAndPicturesKeepTheirOrder() {
    assertThat(parts(new Content.Text("a"), picture(null), new Content.Text("b")))
        .containsExactly(new Content.Text("a"), picture(null), new Content.Text("b"));
  }

  @Test
  void nothingSaidIsNothingSent() {
    assertThat(parts()).isEmpty();
  }
}
