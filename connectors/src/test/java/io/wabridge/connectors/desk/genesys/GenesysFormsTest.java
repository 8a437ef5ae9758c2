package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rich contents of bots. */
class GenesysFormsTest {

  private static List<Content> decode(String text, String... elements) throws Exception {
    return ((AgentMessage)
            GenesysDecoder.decode(
                """
                {"id":"g-1","channel":{"id":"i-1","to":{"id":"447700900123"}},"type":"Structured",
                 "originatingEntity":"Bot","direction":"Outbound"%s,"content":[%s]}
                """
                    .formatted(
                        text == null ? "" : ",\"text\":\"" + text + "\"",
                        String.join(",", elements))))
        .contents();
  }

  private static Content picture(String url, String mimeType) {
    return picture(url, mimeType, null);
  }

  private static Content picture(String url, String mimeType, String caption) {
    return new Content.Media(
        MediaKind.IMAGE,
        mimeType,
        null,
        caption,
        false,
        new MediaRef.Remote(null, url, null, null));
  }

  private static String notification(String text) {
    return """
    {"contentType":"Notification","template":{"body":{"text":"%s",
     "parameters":[{"name":"name","text":"Rosa"}]}}}
    """
        .formatted(text);
  }

  private static String reply(String text, String payload) {
    return """
    {"contentType":"QuickReply","quickReply":{"text":"%s","payload":"%s","action":"Message"}}
    """
        .formatted(text, payload);
  }

  @Test
  void cannedResponseWithSubstitution() throws Exception {
    assertThat(decode("Hi Rosa, how can I help you?", notification("Hi Rosa, how can I help you?")))
        .containsExactly(new Content.Text("Hi Rosa, how can I help you?"));
    assertThat(decode("Hi Rosa,\\n how  can I help? ", notification("Hi Rosa, how can I help?")))
        .containsExactly(new Content.Text("Hi Rosa, how can I help?"));
    assertThat(decode("Hi", notification("Hello"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contentType\":\"Card\",\"card\":{\"title\":\"Bikes\",\"description\":\"red\"}}",
        "{\"contentType\":\"Card\",\"card\":{\"title\":\"red\",\"description\":\"Bikes\"}}",
        "{\"contentType\":\"Carousel\",\"carousel\":{\"cards\":[{\"title\":\"Bikes\"}]}}",
        "{\"contentType\":\"Text\",\"text\":{\"body\":\" Bikes\"}}",
        "{\"contentType\":\"DatePicker\",\"datePicker\":{\"title\":\"Bikes\"}}",
        "{\"contentType\":\"Notification\",\"template\":{\"header\":{\"text\":\"Bikes\"}}}",
        "{\"contentType\":\"Location\",\"location\":{\"text\":\"Bikes\",\"address\":\"x\"}}"
      })
  void saysARepeatedTextOnce(String element) throws Exception {
    assertThat(decode("Bikes", element)).hasSize(1);
  }

  @Test
  void quickRepliesWithPicture() throws Exception {
    var file =
        """
        {"contentType":"Attachment","attachment":{"mediaType":"Image",
         "url":"https://example.test/b.jpg","mime":"image/jpeg"%s}}
        """;
    var question =
        new Content.Choice(
            "Like it?", List.of(new Option("y", "Yes", null), new Option("n", "No", null)));

    assertThat(decode("Like it?", file.formatted(""), reply("Yes", "y"), reply("No", "n")))
        .containsExactly(picture("https://example.test/b.jpg", "image/jpeg"), question);
    assertThat(
            decode(
                "Like it?",
                reply("Yes", "y"),
                reply("No", "n"),
                file.formatted(",\"text\":\"Like it?\"")))
        .containsExactly(picture("https://example.test/b.jpg", "image/jpeg"), question);
  }

  @Test
  void carouselWithPicturesLinksAndButtons() throws Exception {
    var card =
        """
        {"title":"%1$s","description":"two seats","image":"https://example.test/%1$s.png","actions":[
         {"type":"Postback","text":"Book","payload":"BOOK_%1$s"},
         {"type":"Link","text":"Site","url":"https://example.test/%1$s"}]}
        """;

    assertThat(
            decode(
                null,
                "{\"contentType\":\"Carousel\",\"carousel\":{\"cards\":["
                    + card.formatted("RED")
                    + ","
                    + card.formatted("BLUE")
                    + "]}}"))
        .containsExactly(
            picture("https://example.test/RED.png", "image/png"),
            new Content.Choice(
                "RED\ntwo seats\nSite: https://example.test/RED",
                List.of(new Option("Button:BOOK_RED", "Book", null))),
            picture("https://example.test/BLUE.png", "image/png"),
            new Content.Choice(
                "BLUE\ntwo seats\nSite: https://example.test/BLUE",
                List.of(new Option("Button:BOOK_BLUE", "Book", null))));
  }

  @Test
  void cardWithoutAnswersIsAPictureWithACaption() throws Exception {
    assertThat(
            decode(
                null,
                """
                {"contentType":"Card","card":{"title":"Red","image":"https://example.test/r?x=.png",
                 "defaultAction":{"type":"Link","text":"Site","url":"https://example.test"}}}
                """))
        .containsExactly(
            picture(
                "https://example.test/r?x=.png", "image/jpeg", "Red\nSite: https://example.test"));
  }

  @Test
  void agentLocation() throws Exception {
    var place =
        "{\"contentType\":\"Location\",\"location\":{\"text\":\"Harbour\",\"address\":\"1 Quay Street\"%s}}";

    assertThat(decode(null, place.formatted(",\"latitude\":51.44,\"longitude\":-2.58")))
        .containsExactly(new Content.Location(51.44, -2.58, "Harbour", "1 Quay Street", null));
    assertThat(decode(null, place.formatted("")))
        .containsExactly(new Content.Text("Harbour\n1 Quay Street"));
    assertThat(decode(null, place.formatted(",\"latitude\":951.44,\"longitude\":-2.58")))
        .containsExactly(new Content.Text("Harbour\n1 Quay Street"));
  }

  @Test
  void listPickerWithHeadings() throws Exception {
    var picker =
        """
        {"contentType":"ListPicker","listPicker":{"receivedMessage":{"title":"Which?"},"sections":[
         {"title":"Bikes","multipleSelection":%s,"items":[{"id":"1","title":"Red"}]},
         {"title":"Helmets","items":[{"id":"2","title":"Small","subtitle":"54 cm"}]}]}}
        """;
    var options =
        List.of(
            new Option("ListPicker:1", "Red", null, "Bikes", null),
            new Option("ListPicker:2", "Small", "54 cm", "Helmets", null));

    assertThat(decode(null, picker.formatted("false")))
        .containsExactly(new Content.Choice("Which?", options));
    assertThat(decode(null, picker.formatted("true")))
        .containsExactly(new Content.Choice("Which?", options, true));
  }

  @Test
  void templateWithButtons() throws Exception {
    assertThat(
            decode(
                null,
                """
                {"contentType":"Notification","template":{"body":{"text":"Your parcel leaves"},
                 "buttons":[{"type":"QuickReply","text":"Thanks","payload":"t"},
                  {"type":"Url","text":"Track","url":"https://example.test/t"},
                  {"type":"PhoneNumber","text":"Call us","phoneNumber":"+15550100201"}]}}
                """))
        .containsExactly(
            new Content.Choice(
                "Your parcel leaves\nTrack: https://example.test/t\nCall us: +15550100201",
                List.of(new Option("t", "Thanks", null))));
  }

  @Test
  void givesThePayloadBackWithTheTypeOfItsResponse() {
    assertThat(GenesysChoice.of("INTENT_YES"))
        .isEqualTo(new GenesysChoice(GenesysChoice.Type.QUICK_REPLY, "INTENT_YES"));
    assertThat(GenesysChoice.of("Button:BOOK_RED"))
        .isEqualTo(new GenesysChoice(GenesysChoice.Type.BUTTON, "BOOK_RED"));
    for (var time : List.of("2026-03-03T10:00Z", "2026-03-03T10:00:00.000+0100")) {
      assertThat(GenesysChoice.of(time))
          .isEqualTo(new GenesysChoice(GenesysChoice.Type.DATE_PICKER, time));
    }
    assertThat(GenesysChoice.of("ListPicker:1").hasResponse()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Bot, bots, true",
    "Human, bots, false",
    "Human, '', false",
    "Bot, '', true",
    "Bot, no, false",
    "Human, all, true"
  })
  void botMarkdown(String writer, String setting, boolean rendered) throws Exception {
    var message =
        """
        {"id":"g-1","channel":{"id":"i-1","to":{"id":"447700900123"}},"type":"Text",
         "originatingEntity":"%s","direction":"Outbound","text":"**Important:** 2 * 3"}
        """
            .formatted(writer);

    assertThat(
            ((AgentMessage) GenesysDecoder.decode(message, GenesysMarkdown.of(setting))).contents())
        .containsExactly(
            new Content.Text(rendered ? "*Important:* 2 * 3" : "**Important:** 2 * 3"));
  }
}
