package io.wabridge.connectors.desk.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Fixtures;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.DeskEvent.Ignored;
import io.wabridge.model.connector.DeskEvent.Typing;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatwootDecoderTest {

  private static final String FILES =
      "https://chat.example.com/rails/active_storage/blobs/redirect/eyJx/";

  private static WebhookPart part(String fixture) throws Exception {
    return ChatwootDecoder.split(Fixtures.webhook("desk/chatwoot/" + fixture)).getFirst();
  }

  private static DeskEvent decode(String fixture) throws Exception {
    return ChatwootDecoder.decode(part(fixture).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text | [Text[body=*Yes*, it is.]]
          image | [Media[type=IMAGE, mimeType=image/png, filename=tandem.png, caption=null, voice=false, file=Remote[id=90, url=FILES/tandem.png, sha256=null, bytes=48213]]]
          image_with_text | [Media[type=IMAGE, mimeType=image/png, filename=tandem.png, caption=Yes, it is., voice=false, file=Remote[id=90, url=FILES/tandem.png, sha256=null, bytes=48213]]]
          two_files_with_text | [Text[body=Yes, it is.], Media[type=IMAGE, mimeType=image/jpeg, filename=front.jpg, caption=null, voice=false, file=Remote[id=90, url=FILES/front.jpg, sha256=null, bytes=48213]], Media[type=DOCUMENT, mimeType=application/pdf, filename=price list.pdf, caption=null, voice=false, file=Remote[id=91, url=FILES/price%20list.pdf, sha256=null, bytes=48213]]]
          audio_with_text | [Text[body=Yes, it is.], Media[type=AUDIO, mimeType=audio/mpeg, filename=answer.mp3, caption=null, voice=false, file=Remote[id=92, url=FILES/answer.mp3, sha256=null, bytes=48213]]]
          location | [Location[latitude=51.4545, longitude=-2.5879, name=Harbour Bikes, address=null, url=null]]
          contact_card | [Text[body=+447700900456]]
          input_select | [Choice[text=When will you come?, options=[Option[id=sat, title=Saturday, description=null, section=null, slot=null], Option[id=sun, title=Sunday, description=null, section=null, slot=null]], several=null, frame=null]]
          cards | [Media[type=IMAGE, mimeType=image/png, filename=null, caption=null, voice=false, file=Remote[id=null, url=https://shop.example.com/tandem.png, sha256=null, bytes=null]], Choice[text=Red tandem§25 a day§Details https://shop.example.com/1, options=[Option[id=book-1, title=Book, description=null, section=null, slot=null]], several=null, frame=null]]
          cards_as_carousel | [Interactive[text=Two bikes are free:, header=null, footer=null, action=Carousel[cards=[Card[kind=IMAGE, url=https://shop.example.com/1.png, text=Red tandem§25 a day, link=null, answers=[Option[id=book-1, title=Book, description=null, section=null, slot=null]]], Card[kind=IMAGE, url=https://shop.example.com/2.png, text=Blue tandem§25 a day, link=null, answers=[Option[id=book-2, title=Book, description=null, section=null, slot=null]]]]]]]
          cards_link | [Interactive[text=Rental terms§All on one page, header=null, footer=null, action=Link[label=Read, url=https://shop.example.com/terms]]]
          article | [Text[body=Have a look§Opening hours§All year§https://shop.example.com/hours]]
          """)
  void decodesTheAgentsMessages(String fixture, String contents) throws Exception {
    var message = (AgentMessage) decode(fixture);
    assertThat(message.contents().toString())
        .isEqualTo(contents.replace("FILES/", FILES).replace('§', '\n'));
    assertThat(message.to()).isEqualTo("447700900123");
    assertThat(message.conversation()).isEqualTo("88");
    assertThat(message.id()).hasToString("88-4711");
    assertThat(message.quoted()).isNull();
    assertThat(message.at()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text_quoting", "text_attributes_as_string"})
  void namesTheMessageThatIsAnswered(String fixture) throws Exception {
    assertThat(((AgentMessage) decode(fixture)).quoted()).isEqualTo(new ExternalId("88-4708"));
  }

  @ParameterizedTest
  @CsvSource({
    "private_note, message_created private",
    "without_private, message_created private",
    "incoming, message_created incoming",
    "external_echo, message_created of the bridge",
    "empty, empty message",
    "updated, message_updated",
    "typing_off, conversation_typing_off",
    "typing_private, typing",
    "typing_of_contact, typing",
    "resolved, conversation_status_changed resolved",
    "conversation_created, conversation_created",
    "event_of_tomorrow, conversation_dreamed"
  })
  void ignoresWhatIsNotForThePerson(String fixture, String what) throws Exception {
    assertThat(decode(fixture)).isEqualTo(new Ignored(what));
    assertThat(part(fixture).type())
        .isEqualTo(fixture.equals("empty") ? WebhookPart.Type.MESSAGE : WebhookPart.Type.SIGNAL);
  }

  @Test
  void decodesTypingAndAutomaticMessages() throws Exception {
    assertThat(decode("typing_on")).isEqualTo(new Typing("447700900123"));
    assertThat(decode("greeting")).isInstanceOf(AgentMessage.class);
  }

  /** The address in the inbox is Chatwoot's own: the contact's number is the address. */
  @Test
  void findsThePersonOfAConversationThatTheAgentBegan() throws Exception {
    var message = (AgentMessage) decode("begun_by_agent");
    assertThat(message.to()).isEqualTo("447700900123");
    assertThat(message.conversation()).isEqualTo("89");
  }

  @Test
  void anEventOfInboxAndAccountIsTheSame() throws Exception {
    assertThat(part("text").idempotencyKey()).isEqualTo("message_created:4711");
    assertThat(part("text").conversationKey()).isEqualTo("3:12:447700900123");
    assertThat(part("typing_on").conversationKey()).endsWith(":12:447700900123");
  }

  @Test
  void reportsAMessageWithoutRecipient() {
    assertThatThrownBy(() ->
            ChatwootDecoder.decode(
                "{\"event\":\"message_created\",\"message_type\":\"outgoing\",\"private\":false,"
                    + "\"id\":1,\"content\":\"hello\"}"))
        .isInstanceOf(WebhookUnreadable.class)
        .hasMessageNotContaining("hello");
  }
}
