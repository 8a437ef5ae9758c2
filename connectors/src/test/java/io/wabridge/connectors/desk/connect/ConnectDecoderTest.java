package io.wabridge.connectors.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Fixtures;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.connectors.aws.SnsNotification;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.DeskEvent.Ignored;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectDecoderTest {

  private static WebhookPart part(String fixture) throws Exception {
    return split(Fixtures.text("desk/connect/" + fixture));
  }

  private static WebhookPart split(String fixture) throws WebhookUnreadable {
    var envelope = Sns.notification(fixture.getBytes(StandardCharsets.UTF_8));
    return ConnectDecoder.split(new SnsNotification(envelope)).getFirst();
  }

  private static DeskEvent decoded(String fixture) throws Exception {
    return ConnectDecoder.decode(part(fixture).body(), false);
  }

  private static List<Content> contents(String fixture) throws Exception {
    return ((AgentMessage) decoded(fixture)).contents();
  }

  private static Content.Choice choice(String fixture) throws Exception {
    return (Content.Choice) contents(fixture).getLast();
  }

  @ParameterizedTest
  @CsvSource({
    "text, Olá Maria!",
    "text_for_customer, Só para você",
    "text_after_transfer, Here is Sam",
    "markdown, '*Yes*, it is.'",
    "flow, Welcome",
    "bot, I am a bot",
  })
  void readsTextsOfAgentsBotsAndFlows(String fixture, String text) throws Exception {
    assertThat(part(fixture).type()).isEqualTo(WebhookPart.Type.MESSAGE);
    var said = (AgentMessage) decoded(fixture);
    assertThat(said.contents()).containsExactly(new Content.Text(text));
    assertThat(said.conversation()).as("also after a transfer").isEqualTo("c-1");
    assertThat(said.to()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "own_message, message of the person",
    "agent_only, message for agents only",
    "supervisor, message of a supervisor",
    "empty, empty message",
    "attachment_in_progress, empty message",
    "joined, participant.joined",
    "chat_ended, chat.ended",
    "typing_of_customer, typing",
    "event_of_tomorrow, weather.changed",
    "metadata, message.metadata",
  })
  void sendsNothingElse(String fixture, String what) throws Exception {
    assertThat(decoded(fixture)).isEqualTo(new Ignored(what));
  }

  @Test
  void readsWhatTheAgentDoes() throws Exception {
    assertThat(decoded("typing")).isEqualTo(new DeskEvent.Typing("", "c-1"));
    assertThat(decoded("read_by_agent")).isEqualTo(new DeskEvent.Read("", "c-1"));
    assertThat(part("typing").type()).isEqualTo(WebhookPart.Type.SIGNAL);
  }

  @Test
  void supervisorsMayBeAllowed() throws Exception {
    var part = part("supervisor").body();
    assertThat(ConnectDecoder.decode(part, true)).isInstanceOf(AgentMessage.class);
    var hidden = Fixtures.text("desk/connect/supervisor").replace("\"ALL\"", "\"AGENT\"");
    assertThat(ConnectDecoder.decode(split(hidden).body(), true)).isInstanceOf(Ignored.class);
  }

  /** It is parked: a note for agents must not leave because an attribute is missing. */
  @ParameterizedTest
  @ValueSource(strings = {"MessageVisibility", "MessageAttributes"})
  void parksAMessageOfUnknownVisibility(String missing) throws Exception {
    var text = Fixtures.text("desk/connect/text").replace(missing, "Another");
    var part = split(text);
    assertThatThrownBy(() -> ConnectDecoder.decode(part.body(), false))
        .isInstanceOf(WebhookUnreadable.class)
        .hasMessageContaining("who may see")
        .hasMessageNotContaining("Maria");
  }

  /** The signed statement counts, too. */
  @Test
  void everyStatementAboutVisibilityCounts() throws Exception {
    var text =
        Fixtures.text("desk/connect/text")
            .replace("\"Content\": ", "\"MessageVisibility\": \"AGENT\", \"Content\": ");
    assertThat(ConnectDecoder.decode(split(text).body(), false)).isInstanceOf(Ignored.class);
  }

  @Test
  void parksAMessageOfAnUnknownRole() throws Exception {
    var text = Fixtures.text("desk/connect/text").replace("\"AGENT\"", "\"GHOST\"");
    assertThatThrownBy(() -> ConnectDecoder.decode(split(text).body(), false))
        .isInstanceOf(WebhookUnreadable.class);
  }

  @Test
  void readsApprovedFilesOnly() throws Exception {
    assertThat(contents("attachment"))
        .containsExactly(
            new Content.Media(
                MediaKind.DOCUMENT,
                "application/pdf",
                "boleto.pdf",
                null,
                false,
                new MediaRef.Remote("a-1", null, null, null)));
    assertThat(contents("attachment_two")).hasSize(1);
    var progress = part("attachment_in_progress").idempotencyKey();
    var approved =
        split(
            Fixtures.text("desk/connect/attachment_in_progress")
                .replace("IN_PROGRESS", "APPROVED"));
    assertThat(approved.idempotencyKey()).as("is not a repetition").isNotEqualTo(progress);
  }

  @Test
  void readsAQuestionWithItsExactAnswers() throws Exception {
    var contents = contents("list_picker");
    assertThat(contents).hasSize(2);
    assertThat(((Content.Media) contents.getFirst()).file())
        .isEqualTo(new MediaRef.Remote(null, "https://cdn.example.test/logo.png", null, null));
    var choice = choice("list_picker");
    assertThat(choice.text()).isEqualTo("Qual assunto?\nToque para escolher");
    assertThat(choice.options())
        .extracting(Content.Choice.Option::title)
        .containsExactly("Fatura", "Suporte", "Um assunto que não cabe num botão");
    assertThat(choice.options().getFirst().description()).isEqualTo("2ª via");
    assertThat(reply(choice.options().get(2), "Um assunto que n"))
        .isEqualTo(new ConnectPost.Text("text/plain", "Um assunto que não cabe num botão"));
  }

  private static ConnectPost.Text reply(Content.Choice.Option option, String shown) {
    return ConnectReplyId.post(new Content.ChoiceReply(option.id(), shown, null));
  }

  @Test
  void readsButtons() throws Exception {
    var choice = choice("quick_reply");
    assertThat(choice.text()).isEqualTo("Is the address right?");
    assertThat(reply(choice.options().getLast(), "No").content()).isEqualTo("No");
    assertThat(choice("whatsapp_list").options())
        .extracting(Content.Choice.Option::section)
        .containsExactly("Bikes", "Bikes");
  }

  @Test
  void answersAnActionWithItsData() throws Exception {
    var more = reply(choice("panel").options().getLast(), "Show more");
    assertThat(more.contentType())
        .isEqualTo("application/vnd.amazonaws.connect.message.interactive.response");
    assertThat(more.content())
        .contains("\"action\":\"SHOW_MORE\"", "\"nextIndex\":6", "\"actionName\":\"Show more\"");
  }

  @Test
  void readsTimes() throws Exception {
    var options = choice("time_picker").options();
    assertThat(options).hasSize(2);
    assertThat(options.getLast().slot().at()).isEqualTo("2026-12-01T21:00:00Z");
    assertThat(options.getLast().slot().offset()).isEqualTo(-3 * 3600);
    assertThat(reply(options.getFirst(), "1 Dec").content()).isEqualTo("2026-12-01T17:00+00:00");
  }

  @Test
  void readsACarouselCardByCard() throws Exception {
    var contents = contents("carousel");
    assertThat(contents).hasSize(3);
    var tandem = (Content.Choice) contents.get(1);
    assertThat(tandem.text()).isEqualTo("Red tandem");
    assertThat(reply(tandem.options().getFirst(), "Book").content())
        .isEqualTo(
            "{\"templateIdentifier\":\"t-0\",\"listTitle\":\"Red tandem\",\"selectionText\":\"Book\"}");
  }

  @Test
  void rendersAnUnknownTemplateAsText() throws Exception {
    assertThat(contents("template_of_tomorrow"))
        .containsExactly(new Content.Text("Something new\nLook"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 1025, 4096, 20_000})
  void splitsLongTexts(int length) {
    var text = "ação 🚲 ".repeat(length).substring(0, length);
    for (var limit : ConnectTextLimit.values()) {
      var parts = limit.parts(text);
      var most = limit == ConnectTextLimit.BYTES_16384 ? 16_384 : 1024;
      assertThat(parts).allSatisfy(part -> assertThat(limit.size(part)).isLessThanOrEqualTo(most));
      if (parts.size() > 1) {
        assertThat(parts.getFirst()).startsWith("(1/" + parts.size() + ") ");
        var joined =
            String.join("", parts).replaceAll("\\(\\d+/\\d+\\)", "").replaceAll("\\s+", "");
        assertThat(joined).isEqualTo(text.replaceAll("\\s+", ""));
      } else {
        assertThat(parts).containsExactly(text);
      }
    }
  }
}
