package io.wabridge.connectors.channel.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Fixtures;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ChannelEvent.PersonMessage;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FollowedDecoderTest {

  private static final Person ROSA = new Person(null, null, "447700900123", null, "Rosa Whitfield");
  private static final String FILES =
      "https://chat.example.com/rails/active_storage/blobs/redirect/ey123/";
  private static final String KEY = "address-secret-0001";

  private static final String WEBHOOK =
      """
      {"event":§event="message_created"§,"id":§id=4711§,"content":§content="hello"§,
       "content_type":§type="text"§,"message_type":§direction="incoming"§,
       "private":§private=false§,"source_id":§source="wamid.1"§,"status":§status="sent"§,
       "created_at":§at="2026-11-20T10:00:00.000Z"§,"account":{"id":§account=3§},
       "inbox":{"id":§inbox=12§},"sender":{"name":§sender="Ana"§},
       "content_attributes":{"in_reply_to":§reply=4708§,"external_echo":§echo=false§,
         "deleted":§deleted=null§,"external_error":§error="131026: x"§},
       "conversation":{"id":§conversation=88§,"inbox_id":12,
         "contact_inbox":{"source_id":§address="447700900123"§},
         "meta":{"sender":{"phone_number":§phone="+1"§,"name":§name="Rosa"§}}},
       "attachments":[{"id":§file=90§,"file_type":§filetype="image"§,
         "data_url":§url="https://x.test/a%20b.png"§,"fallback_title":§title="t"§,
         "file_size":§size=10§,"coordinates_lat":§lat=1§}]}\
      """;

  private static byte[] webhook(String fixture) {
    return Fixtures.webhook("channel/chatwoot/" + fixture);
  }

  private static List<ChannelEvent> decode(byte[] webhook) throws WebhookUnreadable {
    var events = new java.util.ArrayList<ChannelEvent>();
    for (var part : FollowedSplitter.split(webhook)) {
      events.add(FollowedDecoder.decode(part.body()));
    }
    return events;
  }

  private static PersonMessage said(String fixture) throws WebhookUnreadable {
    var events = decode(webhook(fixture));
    assertThat(events).hasSize(1);
    return (PersonMessage) events.getFirst();
  }

  @Test
  void aPersonsTextIsLeftAsItWasWritten() throws Exception {
    var said = said("person_text_with_marks");
    assertThat(said.content()).isEqualTo(new Content.Text("*not* bold, 2 * 3, [x](y)"));
    assertThat(said.id()).isEqualTo(new ExternalId("88-4711"));
    assertThat(said.person()).isEqualTo(ROSA);
    assertThat(said.origin()).isEqualTo(Origin.PERSON);
    assertThat(said.opensWindow()).isTrue();
    assertThat(said.at()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
    assertThat(said("person_quoting").quoted()).isEqualTo(new ExternalId("88-4708"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          person_image_with_text | Media[type=IMAGE, mimeType=image/jpeg, filename=spoke.jpg, caption=The broken spoke, voice=false, file=Remote[id=90, url=FILES/spoke.jpg, sha256=null, bytes=48213]]
          person_voice | Media[type=AUDIO, mimeType=audio/ogg, filename=voice.ogg, caption=null, voice=false, file=Remote[id=91, url=FILES/voice.ogg, sha256=null, bytes=48213]]
          person_location | Location[latitude=51.4545, longitude=-2.5879, name=Harbour Bikes, Quay 1, address=null, url=null]
          person_contact | Contacts[cards=[Card[name=Ben Ash, organization=null, phones=[+447700900456, +447700900789], emails=[], addresses=[], urls=[]]]]
          person_unsupported | Unsupported[type=unknown, detail=null]
          """)
  void decodesWhatPersonsSend(String fixture, String content) throws Exception {
    assertThat(said(fixture).content().toString()).isEqualTo(content.replace("FILES/", FILES));
  }

  @Test
  void findsThePersonByNumberOrUserId() throws Exception {
    assertThat(said("person_at_twilio").person()).isEqualTo(ROSA);
    assertThat(said("person_with_user_id").person())
        .isEqualTo(new Person("GB.4402938475610293", null, null, null, "Rosa Whitfield"));
    assertThat(FollowedSplitter.split(webhook("person_text")).getFirst().conversationKeys())
        .containsExactly(":447700900123");
  }

  @Test
  void anAgentsMessageIsTheBusinessesWithTheAgentsName() throws Exception {
    var said = said("agent_text");
    assertThat(said.content()).isEqualTo(new Content.Text("*Yes*, it is."));
    assertThat(said.origin()).isEqualTo(Origin.businessElsewhere("Ana Agent"));
    assertThat(said.quoted()).isEqualTo(new ExternalId("88-4710"));
    assertThat(said.person()).isEqualTo(ROSA);
    assertThat(said.opensWindow()).isFalse();
    assertThat(said("bot_question").origin().author()).isEqualTo("Bikey");
    assertThat(said("bot_question").content()).isInstanceOf(Content.Choice.class);
    assertThat(said("greeting").origin().author()).isEqualTo("Chatwoot");
    assertThat(said("phone_echo").origin()).isEqualTo(Origin.BUSINESS_APP);
  }

  /** What the person read counts, not the order for it. */
  @Test
  void aTemplateIsItsText() throws Exception {
    assertThat(said("agent_template").content())
        .isEqualTo(new Content.Text("Hi Rosa, your ride starts at nine."));
  }

  @Test
  void eachContentOfAMessageIsAMessage() throws Exception {
    var parts = FollowedSplitter.split(webhook("agent_text_and_two_files"));
    assertThat(parts.stream().map(WebhookPart::idempotencyKey))
        .containsExactly("said:4711", "said:4711#1", "said:4711#2");
    assertThat(decode(webhook("agent_text_and_two_files")))
        .extracting(event -> ((PersonMessage) event).id().value())
        .containsExactly("88-4711", "88-4711#2", "88-4711#3");
  }

  @Test
  void tellsThatAMessageWasNotDeliveredOrDeleted() throws Exception {
    assertThat(said("failed").content())
        .isEqualTo(
            new Content.Notice(
                NoticeKind.NOT_DELIVERED,
                Map.of("reason", "NOT_ON_WHATSAPP", "excerpt", "Yes, it is.")));
    assertThat(said("failed").id()).isEqualTo(new ExternalId("88-4711#failed"));
    assertThat(said("failed").opensWindow()).isFalse();
    assertThat(said("deleted").content())
        .isEqualTo(new Content.Deletion(new ExternalId("88-4711")));
  }

  private static byte[] text(String what, String instead) {
    var text = new String(webhook("agent_text"), StandardCharsets.UTF_8);
    assertThat(text).contains(what);
    return text.replace(what, instead).getBytes(StandardCharsets.UTF_8);
  }

  private static Ingress received(byte[] body, String key) {
    var request =
        new WebhookRequest(
            "POST",
            URI.create("https://b.example.test/webhook"),
            "",
            Map.of("key", List.of(key)),
            Map.of(),
            body);
    var account =
        new ChatwootAccount(
            URI.create("https://chat.example.com"), "3", "12", Secret.of(""), Secret.of(KEY));
    return FollowedIngress.receive(request, account, Instant.now());
  }

  /** Nothing is published, and nothing is archived. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "private": false | "private": true
          "private": false | "private": null
          "private": false | "private": "maybe"
          "message_type": "outgoing" | "message_type": "activity"
          "event": "message_created" | "event": "message_updated"
          "event": "message_created" | "event": "conversation_typing_on"
          "account": {\\n  "id": 3, | "account": {\\n  "id": 4,
          "account": {\\n  "id": 3, | "account": {
          "inbox": {\\n  "id": 12, | "inbox": {\\n  "id": 13,
          """)
  void keepsNothingElse(String what, String instead) {
    var body = text(what.replace("\\n", "\n"), instead.replace("\\n", "\n"));
    assertThat(received(body, KEY)).isInstanceOf(Ingress.Replied.class);
    assertThat(received(webhook("agent_text"), KEY)).isInstanceOf(Ingress.Accepted.class);
  }

  @Test
  void refusesAnotherKey() {
    assertThat(received(webhook("agent_text"), "address-secret-0002"))
        .isEqualTo(new Ingress.Rejected(401));
  }

  static Stream<Bad> webhooks() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(WEBHOOK)),
            BadPayloads.oneValueWrong("person", WEBHOOK),
            BadPayloads.oneValueWrong("agent", WEBHOOK.replace("\"incoming\"", "\"outgoing\"")),
            BadPayloads.oneValueWrong(
                "changed",
                WEBHOOK
                    .replace("\"incoming\"", "\"outgoing\"")
                    .replace("message_created", "message_updated")))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void decodesAnyWebhookOrReportsItUnreadable(Bad bad) {
    try {
      for (var part : FollowedSplitter.split(bad.body())) {
        SafeStrings.check(part);
        SafeStrings.check(FollowedDecoder.decode(part.body()));
      }
    } catch (WebhookUnreadable e) {
      assertThat(e).hasMessageNotContaining("hello");
    }
  }

  @Test
  void reportsAMessageWithoutConversation() {
    assertThatThrownBy(() ->
            FollowedDecoder.decode(
                "{\"content\":0,\"event\":{\"event\":\"message_created\",\"private\":false,"
                    + "\"message_type\":\"incoming\",\"id\":1,\"content\":\"hello\"}}"))
        .isInstanceOf(WebhookUnreadable.class)
        .hasMessageNotContaining("hello");
  }
}
