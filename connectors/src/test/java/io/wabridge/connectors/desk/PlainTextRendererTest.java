package io.wabridge.connectors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Origin.Forwarded;
import io.wabridge.model.Origin.Referral;
import io.wabridge.model.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextRendererTest {

  private static final ExternalId TARGET = new ExternalId("w");
  private static final MediaRef THERE = new MediaRef.Stored("b", "k", 3, "ab".repeat(32));

  private static String of(Content content, String quote) {
    return PlainTextRenderer.of(Given.message(content, Given.ROSA, null, quote), Language.EN);
  }

  private static Message from(Origin origin, Content content) {
    Message message = Given.message(content, Given.ROSA, null, "shall we?");
    return new Message(
        message.id(),
        message.conversation(),
        message.direction(),
        message.channel(),
        message.desk(),
        message.person(),
        message.deskAddress(),
        content,
        message.externalId(),
        null,
        message.quote(),
        message.saidAt(),
        origin);
  }

  private static Origin forwarded(Forwarded how) {
    return new Origin(how, null, null, false);
  }

  private static Origin cameFrom(String type, String id, String url, String headline) {
    return new Origin(
        null, new Referral(type, id, url, headline, "20% off", "click", null), null, false);
  }

  private static Content.Media media(MediaKind kind, String name, String caption, MediaRef file) {
    return new Content.Media(kind, "a/b", name, caption, false, file);
  }

  @Test
  void rendersEveryContentAsText() {
    assertThat(of(new Content.Text("yes"), "shall we\ngo?")).isEqualTo("> shall we go?\nyes");
    assertThat(of(new Content.Location(51.4, -2.5, "Harbour", "1 Quay", null), null))
        .isEqualTo("📍 Harbour, 1 Quay\nhttps://maps.google.com/?q=51.4,-2.5");
    assertThat(
            of(
                new Content.Contacts(
                    List.of(
                        new Content.Contacts.Card(
                            "Tom",
                            "Frames",
                            List.of("+44"),
                            List.of("t@e"),
                            List.of(),
                            List.of()))),
                null))
        .isEqualTo("👤 Tom\nFrames\n+44\nt@e");
    assertThat(of(new Content.ChoiceReply("a", "Red", "two seats"), null))
        .isEqualTo("Red (two seats)");
    assertThat(
            of(
                new Content.FormReply(
                    "flow", "{\"flow_token\":\"t\",\"helmet\":\"yes\",\"days\":[1,2]}"),
                null))
        .isEqualTo("helmet: yes\ndays: 1, 2");
    assertThat(
            of(
                new Content.Order(
                    null,
                    "gift",
                    List.of(
                        new Content.Order.Item("SKU", "2", "19.5", "GBP"),
                        new Content.Order.Item("B", "1", "1", "GBP"))),
                null))
        .isEqualTo("🛒 Order\n2 × SKU at 19.5 GBP\n1 × B at 1 GBP\nTotal 40 GBP\ngift");
  }

  @Test
  void saysWhatWasDoneWithAnEarlierMessage() {
    assertThat(of(new Content.Reaction("👍", TARGET), "ok?")).isEqualTo("reacted 👍 to: \"ok?\"");
    assertThat(of(new Content.Reaction(null, TARGET), "ok?"))
        .isEqualTo("removed the reaction to: \"ok?\"");
    assertThat(of(new Content.Reaction(null, TARGET), null)).isEqualTo("removed a reaction");
    assertThat(of(new Content.Deletion(TARGET), "was")).isEqualTo("deleted the message: \"was\"");
    assertThat(of(new Content.Deletion(null), null)).isEqualTo("deleted a message");
    assertThat(of(new Content.Edit(TARGET, new Content.Text("now")), "was"))
        .isEqualTo("edited (before: \"was\"): now");
    assertThat(of(new Content.Edit(TARGET, new Content.Text("now")), null))
        .isEqualTo("edited: now");
  }

  @Test
  void editedPicture() {
    Content.Media now = media(MediaKind.IMAGE, null, "the blue one", THERE);
    Message message = Given.message(new Content.Edit(TARGET, now), Given.ROSA, null, "the red one");

    assertThat(PlainTextRenderer.besideFile(message, Language.EN))
        .isEqualTo("edited a picture (before: \"the red one\"): the blue one");
    assertThat(PlainTextRenderer.of(message, Language.EN))
        .isEqualTo("edited a picture (before: \"the red one\"): [Image]\nthe blue one");
    assertThat(of(new Content.Edit(TARGET, media(MediaKind.IMAGE, null, null, THERE)), "[image]"))
        .isEqualTo("edited a picture (before: \"[image]\"): [Image]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit", "unknown", "unsupported", ""})
  void editWithoutContent(String type) {
    Content unsaid = new Content.Unsupported(type, "(131051) Message type unknown");

    assertThat(of(new Content.Edit(TARGET, unsaid), null))
        .isEqualTo("edited a message; WhatsApp did not say how");
    assertThat(of(new Content.Edit(TARGET, unsaid), "was"))
        .isEqualTo("edited the message: \"was\"; WhatsApp did not say how");
    assertThat(of(new Content.Unsupported("edit", "(131051)"), "was"))
        .isEqualTo("edited the message: \"was\"; WhatsApp did not say how");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          poll_creation        | A poll,            | true
          poll_update          | voted in a poll    | false
          event                | An event,          | true
          view_once            | viewed only once   | true
          video_note           | A video note,      | true
          group_invite         | An invitation      | false
          pin                  | pinned             | false
          keep_in_chat         | kept a             | false
          album                | An album.          | true
          unavailable          | can be read in the WhatsApp Business app of this number | false
          in-business-app      | can be read in the WhatsApp Business app of this number | false
          payment              | A payment          | false
          media_placeholder    | send it again      | true
          live_location        | A location         | true
          interactive/carousel | buttons or a list  | true
          system/customer_left | A notice of WhatsApp | false
          something_of_tomorrow | of type something of tomorrow | true
          """)
  void saysWhatCannotBeShown(String type, String words, boolean ask) {
    String text = of(new Content.Unsupported(type, "(131051) Message type unknown"), null);

    assertThat(text).contains(words).startsWith("[").endsWith("]").doesNotContain("13105", "_");
    assertThat(text.toLowerCase().contains("ask the person")).isEqualTo(ask);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "unsupported", "", "x/y#7", "131051"})
  void namesNoTypeThatSaysNothing(String type) {
    assertThat(of(new Content.Unsupported(type, "(131051) Message type unknown"), null))
        .isEqualTo(
            "[A message arrived that cannot be shown here. Ask the person to send it as text.]");
  }

  @Test
  void forwarded() {
    assertThat(
            PlainTextRenderer.of(
                from(forwarded(Forwarded.ONCE), new Content.Text("I will never pay this")),
                Language.EN))
        .isEqualTo("Forwarded:\n> shall we?\nI will never pay this");
    assertThat(
            PlainTextRenderer.besideFile(
                from(forwarded(Forwarded.OFTEN), media(MediaKind.IMAGE, null, "look", THERE)),
                Language.ES))
        .isEqualTo("Reenviado muchas veces:\n> shall we?\nlook");
  }

  @Test
  void saysWhereAMessageComesFrom() {
    Content text = new Content.Text("hi");
    String url = "https://fb.me/3fake";
    assertThat(line(cameFrom("ad", "1", url, "Spring bikes"), text))
        .isEqualTo("[Came from an ad: Spring bikes https://fb.me/3fake]");
    assertThat(line(cameFrom("post", "1", null, null), text))
        .isEqualTo("[Came from a post: 20% off]");
    assertThat(line(cameFrom("product", "SKU-9", null, null), text))
        .isEqualTo("[Asks about product SKU-9]");
    assertThat(
            line(
                new Origin(
                    null, new Referral(null, null, null, null, null, null, null), null, false),
                text))
        .isEqualTo("[Came from an ad]");
    assertThat(line(new Origin(null, null, "Rosa Whitfield", false), text))
        .isEqualTo("Rosa Whitfield (in the group):");
    assertThat(line(Origin.BUSINESS_APP, text)).isEqualTo("[Sent from the WhatsApp Business app]");
    assertThat(line(Origin.businessElsewhere("Ana Agent"), text))
        .isEqualTo("Ana Agent (for the business):");
    assertThat(line(Origin.BUSINESS_APP, media(MediaKind.AUDIO, null, null, THERE)))
        .isEqualTo("[Sent from the WhatsApp Business app]");
  }

  private static String line(Origin origin, Content content) {
    return PlainTextRenderer.of(from(origin, content), Language.EN).lines().findFirst().get();
  }

  @Test
  void saysWhyAFileIsNotThere() {
    MediaRef gone =
        new MediaRef.Gone(Reason.MEDIA_SIZE, "(131052) Media download error, HTTP 400 of Meta");
    assertThat(of(media(MediaKind.VIDEO, "long.mp4", "look", gone), null))
        .startsWith("[Video “long.mp4” could not be shown: The file is too large.")
        .endsWith("]\nlook")
        .doesNotContain("131052", "Meta");
    MediaRef pending = new MediaRef.Pending(Reason.UNAVAILABLE);
    assertThat(of(media(MediaKind.IMAGE, null, null, pending), null))
        .isEqualTo("[Image: The file is being fetched. It follows as soon as it is available.]");
    assertThat(
            PlainTextRenderer.of(
                new Content.Media(MediaKind.AUDIO, "audio/ogg", null, null, true, pending),
                Language.PT))
        .startsWith("[Mensagem de voz: O arquivo está sendo baixado.");
  }

  @Test
  void saysNotices() {
    assertThat(notice(NoticeKind.CALL_MISSED, Map.of("at", "2026-03-02T09:15:02Z"), Language.EN))
        .isEqualTo(
            "The person called on WhatsApp (2 March 2026, 09:15 UTC). The call was not answered.");
    assertThat(
            notice(NoticeKind.CALLS_ALLOWED, Map.of("until", "2026-03-09T09:15:02Z"), Language.ES))
        .isEqualTo("La persona permitió llamadas hasta el 9 de marzo de 2026, 09:15 UTC.");
    assertThat(notice(NoticeKind.CALLS_ALLOWED, Map.of(), Language.PT))
        .isEqualTo("A pessoa permitiu chamadas.");
    assertThat(notice(NoticeKind.NUMBER_CHANGED, Map.of("to", "15550100"), Language.EN))
        .isEqualTo("The person has a new number: 15550100.");
    assertThat(notice(NoticeKind.NUMBER_CHANGED, Map.of("from", "+1", "to", "+2"), Language.ES))
        .isEqualTo("La persona cambió su número de +1 a +2.");
    assertThat(notice(NoticeKind.USER_ID_CHANGED, Map.of(), Language.PT))
        .isEqualTo("A pessoa tem um identificador novo no WhatsApp. A conversa continua aqui.");
    assertThat(
            notice(
                NoticeKind.NOT_DELIVERED,
                Map.of("excerpt", "[image]", "reason", "OPTED_OUT", "other", "x"),
                Language.EN))
        .isEqualTo(
            "[This message was not delivered to the person: \"[image]\". The person does not want"
                + " these messages.]");
    assertThat(of(Content.Notice.ofText("new number"), null)).isEqualTo("new number");
    assertThat(notice(NoticeKind.TEXT, Map.of("text", ""), Language.EN))
        .isEqualTo("[A notice of WhatsApp about this person, which cannot be shown here.]");
  }

  private static String notice(NoticeKind about, Map<String, String> values, Language language) {
    return PlainTextRenderer.of(new Content.Notice(about, values), language);
  }

  @Test
  void namesTheKindOfAQuoteInTheLanguage() {
    Message message = Given.message(new Content.Text("sí"), Given.ROSA, null, "[image]");
    assertThat(PlainTextRenderer.of(message, Language.ES)).isEqualTo("> [imagen]\nsí");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "\u200b", "\u2800", "\u3164", "\ufeff\u00a0", "\u0301"})
  void emptyBody(String body) {
    assertThat(of(new Content.Text(body), null)).isEqualTo("[An empty message]");
    assertThat(of(new Content.Edit(TARGET, new Content.Text(body)), null))
        .isEqualTo("edited: [An empty message]");
    assertThat(
            PlainTextRenderer.besideFile(
                Given.message(media(MediaKind.IMAGE, null, body, THERE)), Language.EN))
        .isEmpty();
  }

  /** Every content with every property empty. */
  @ParameterizedTest
  @EnumSource
  void isNeverBlank(Language language) {
    MediaRef remote = new MediaRef.Remote(null, null, null, null);
    Stream.of(
            new Content.Text(""),
            media(MediaKind.IMAGE, "", "", remote),
            new Content.Location(0, 0, "", "", null),
            new Content.Contacts(List.of()),
            new Content.Choice("", List.of()),
            new Content.ChoiceReply(null, "", null),
            new Content.FormReply(null, ""),
            new Content.Order(null, null, List.of()),
            new Content.Reaction("", TARGET),
            new Content.Edit(null, new Content.Text("")),
            new Content.Deletion(null),
            Content.Notice.ofText(""),
            new Content.Unsupported(null, null))
        .forEach(content -> {
          assertThat(BlankText.is(PlainTextRenderer.of(content, language)))
              .as(content.getClass().getSimpleName())
              .isFalse();
          assertThat(PlainTextRenderer.of(content, language)).doesNotContain("null");
        });
    assertThat(Words.in(language).say("empty")).isNotBlank();
  }
}
