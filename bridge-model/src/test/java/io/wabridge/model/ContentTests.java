package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents that this version does not know, and excerpts of contents. */
class ContentTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"hologram\",\"depth\":3}",
        "{\"kind\":\"hologram\",\"now\":{\"kind\":\"text\"},\"cards\":[1,2]}",
        "{\"body\":\"no kind at all\"}"
      })
  void anUnknownKindIsUnsupported(String json) {
    assertThat(Json.MAPPER.readValue(json, Content.class)).isInstanceOf(Content.Unsupported.class);
  }

  @Test
  void anEditToAnUnknownKindKeepsItsTarget() {
    var edit =
        Json.MAPPER.readValue(
            "{\"kind\":\"edit\",\"target\":\"wamid.1\",\"now\":{\"kind\":\"hologram\"}}",
            Content.class);

    assertThat(edit)
        .isEqualTo(
            new Content.Edit(new ExternalId("wamid.1"), new Content.Unsupported(null, null)));
  }

  @Test
  void rendersAQuestionAsText() {
    var yes = new Content.Choice.Option("y", "Yes", null);
    var no = new Content.Choice.Option("n", "No", "not today");

    assertThat(new Content.Choice("Shall we?", List.of(yes, no)).numbered())
        .isEqualTo("Shall we?\n1. Yes\n2. No – not today");
    assertThat(new Content.Choice("", List.of(yes)).numbered()).isEqualTo("1. Yes");
  }

  static Stream<Arguments> excerpts() {
    var file = new MediaRef.Gone(Reason.MEDIA_GONE, "");
    return Stream.of(
        Arguments.of(new Content.Text("hello"), "hello"),
        Arguments.of(new Content.Text("x".repeat(80)), "x".repeat(80)),
        Arguments.of(new Content.Text("x".repeat(81)), "x".repeat(79) + "…"),
        Arguments.of(
            new Content.Media(MediaKind.IMAGE, "image/png", null, "cap", false, file), "cap"),
        Arguments.of(
            new Content.Media(MediaKind.AUDIO, "audio/ogg", null, null, true, file), "[audio]"),
        Arguments.of(new Content.Location(1, 2, "Home", null, null), "Home"),
        Arguments.of(new Content.Location(1, 2, null, null, null), "[location]"),
        Arguments.of(new Content.Contacts(List.of()), "[contact]"),
        Arguments.of(new Content.Choice("Which?", List.of()), "Which?"),
        Arguments.of(new Content.ChoiceReply("a", "This", null), "This"),
        Arguments.of(new Content.FormReply(null, "{}"), "[form]"),
        Arguments.of(new Content.Order(null, null, List.of()), "[order]"),
        Arguments.of(new Content.Edit(null, new Content.Text("new")), "new"),
        Arguments.of(new Content.Reaction("👍", new ExternalId("w")), null),
        Arguments.of(new Content.Deletion(null), null),
        Arguments.of(Content.Notice.ofText("moved"), null),
        Arguments.of(new Content.Unsupported("poll", null), null));
  }

  @ParameterizedTest
  @MethodSource("excerpts")
  void excerptIsTheBeginningOfTheContent(Content content, String expected) {
    assertThat(Excerpt.of(content)).isEqualTo(expected);
  }

  @Test
  void excerptNeverSplitsAnEmoji() {
    var family = "👨‍👩‍👧‍👦";
    var excerpt = Excerpt.of(new Content.Text("x".repeat(75) + family.repeat(3)));

    assertThat(excerpt).isEqualTo("x".repeat(75) + "…");
  }

  @Test
  void readsNoticesOfOlderVersions() {
    assertThat(Json.MAPPER.readValue("{\"kind\":\"notice\",\"text\":\"moved\"}", Content.class))
        .isEqualTo(Content.Notice.ofText("moved"));
  }
}
