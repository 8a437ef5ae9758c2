package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Fixtures;
import io.wabridge.model.Content;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ChannelEvent.IdentityChanged;
import io.wabridge.model.connector.ChannelEvent.Ignored;
import io.wabridge.model.connector.ChannelEvent.MarketingChanged;
import io.wabridge.model.connector.ChannelEvent.PersonMessage;
import io.wabridge.model.connector.ChannelEvent.StatusUpdate;
import io.wabridge.model.connector.WebhookPart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaDecoderTest {

  private static final String HASH =
      "664f6f62617262617a717578664f6f62617262617a717578664f6f6261726261";

  private static ChannelEvent decode(String fixture) throws Exception {
    List<WebhookPart> parts = MetaSplitter.split(Fixtures.webhook("channel/cloud/" + fixture));
    assertThat(parts).hasSize(1);
    return MetaDecoder.decode(parts.getFirst().body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text | Text[body=Is the red tandem free?]
          text_without_body | Unsupported[type=text, detail=null]
          image | Media[type=IMAGE, mimeType=image/jpeg, filename=null, caption=Broken spoke, voice=false, file=Remote[id=610000000000001, url=https://lookaside.fbsbx.com/x, sha256=HASH, bytes=null]]
          voice | Media[type=AUDIO, mimeType=audio/ogg; codecs=opus, filename=null, caption=null, voice=true, file=Remote[id=610000000000002, url=null, sha256=HASH, bytes=null]]
          video | Media[type=VIDEO, mimeType=video/mp4, filename=null, caption=null, voice=false, file=Remote[id=610000000000003, url=null, sha256=HASH, bytes=null]]
          document | Media[type=DOCUMENT, mimeType=application/pdf, filename=invoice 17.pdf, caption=my invoice, voice=false, file=Remote[id=610000000000004, url=null, sha256=HASH, bytes=null]]
          sticker | Media[type=STICKER, mimeType=image/webp, filename=null, caption=null, voice=false, file=Remote[id=610000000000005, url=null, sha256=HASH, bytes=null]]
          video_too_large | Media[type=VIDEO, mimeType=video/mp4, filename=null, caption=null, voice=false, file=Gone[reason=MEDIA_GONE, detail=Meta 131052: Media download error: File too large]]
          location | Location[latitude=51.4545, longitude=-2.5879, name=Harbour Bikes, address=1 Quay Street, url=null]
          contacts | Contacts[cards=[Card[name=Tom Ferris, organization=Ferris Frames, phones=[+44 7700 900456], emails=[tom@example.test], addresses=[2 Dock Rd, Bristol], urls=[]]]]
          contacts_vcard | Contacts[cards=[Card[name=Rosa Whitfield, organization=null, phones=[+447700900123], emails=[], addresses=[], urls=[]]]]
          button_reply | ChoiceReply[id=slot-sat-10, title=Saturday 10:00, description=null]
          list_reply | ChoiceReply[id=bike-42, title=Red tandem, description=two seats]
          form_reply | FormReply[name=flow, answers={"helmet":"yes"}]
          form_address | FormReply[name=address_message, answers={"name":"Rosa Whitfield","in_pin_code":"400063","address":"1 Quay Street","city":"Mumbai"}]
          call_permission | Notice[about=CALLS_ALLOWED, values={}]
          call_permission_until | Notice[about=CALLS_ALLOWED, values={until=2026-11-08T10:02:23Z}]
          call_permission_declined | Notice[about=CALLS_DECLINED, values={}]
          interactive_new_kind | Unsupported[type=interactive/product_thing, detail=null]
          interactive_without_object | Unsupported[type=interactive, detail=null]
          template_button | ChoiceReply[id=CONFIRM-7781, title=Confirm, description=null]
          order | Order[catalog=33, text=please gift wrap, items=[Item[product=SKU-9, quantity=2, price=19.5, currency=GBP]]]
          reaction | Reaction[emoji=👍, target=wamid.OUT1]
          reaction_removed | Reaction[emoji=null, target=wamid.OUT1]
          reaction_removed_by_empty | Reaction[emoji=null, target=wamid.OUT1]
          identity_changed | Notice[about=SECURITY_CODE_CHANGED, values={}]
          system_unknown | Unsupported[type=system/brand_new, detail=null]
          unsupported_poll | Unsupported[type=poll_creation, detail=Meta 131051: Message type unknown: not supported.]
          unknown | Unsupported[type=in-business-app, detail=Meta 131060: This message is unavailable.]
          unavailable_131060 | Unsupported[type=in-business-app, detail=Meta 131060: This message is currently unavailable.]
          unsupported_edit | Unsupported[type=edit, detail=Meta 131051: Message type unknown]
          edit_without_content | Unsupported[type=edit, detail=null]
          edit_of_picture | Edit[target=wamid.OLD, now=Media[type=IMAGE, mimeType=image/jpeg, filename=null, caption=the right one, voice=false, file=Remote[id=610000000000009, url=null, sha256=null, bytes=null]]]
          type_of_tomorrow | Unsupported[type=hologram, detail=null]
          edit | Edit[target=wamid.OLD, now=Text[body=the blue one]]
          revoke | Deletion[target=wamid.OLD]
          standby | Text[body=to the bot]
          text_number_timestamp_and_broken_characters | Text[body=ab�c]
          """)
  void decodesMessages(String fixture, String content) throws Exception {
    assertThat(decode(fixture)).isInstanceOf(PersonMessage.class);
    PersonMessage message = (PersonMessage) decode(fixture);
    assertThat(message.content().toString()).isEqualTo(content.replace("HASH", HASH));
    assertThat(message.at().getEpochSecond()).isEqualTo(1793527200);
    assertThat(message.person().bsuid()).isEqualTo("GB.4402938475610293");
  }

  @Test
  void identifiesThePersonByAllIds() throws Exception {
    assertThat(((PersonMessage) decode("text")).person())
        .isEqualTo(
            new Person(
                "GB.4402938475610293",
                "GB.ENT.7783920011",
                "447700900123",
                "rosa.rides",
                "Rosa Whitfield"));
    assertThat(((PersonMessage) decode("text_without_number")).person())
        .isEqualTo(new Person("GB.4402938475610293", null, null, "rosa.rides", "Rosa Whitfield"));
    assertThat(((PersonMessage) decode("text_bsuid_in_from")).person())
        .isEqualTo(Person.ofBsuid("GB.4402938475610293"));
  }

  @Test
  void groupText() throws Exception {
    PersonMessage message = (PersonMessage) decode("text_in_group");

    assertThat(message.person())
        .isEqualTo(Person.ofGroup("Y2FwaV9ncm91cA", "Group Y2FwaV9ncm91cA"));
    assertThat(message.person().key()).isEqualTo("Y2FwaV9ncm91cA");
    assertThat(message.origin().author()).isEqualTo("Rosa Whitfield");
    assertThat(message.content()).hasToString("Text[body=I am in!]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"from":"447","group_id":"G1"} | +447
          {"from_user_id":"GB.1","group_id":"G1"} | GB.1
          """)
  void authorWithoutANameIsNamedByAnId(String ids, String author) throws Exception {
    PersonMessage message = (PersonMessage) decodeOnly(ids);

    assertThat(message.person().group()).isEqualTo("G1");
    assertThat(message.origin().author()).isEqualTo(author);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'text','text':{'body':'hi'}}",
        "{'from':'','type':'text','text':{'body':'hi'}}",
        "{'from':null,'from_user_id':null,'type':'image','image':{'id':'1'}}",
        "{'from':'unknown','type':'hologram'}",
        "{'from':{},'type':'reaction','reaction':{'message_id':'wamid.x','emoji':'x'}}",
        "{'type':'text','text':{'body':'hi'},'group_id':'G1'}",
        "{'type':'unsupported','errors':[{'code':131051}]}",
        "{'type':'request_welcome'}",
        "{'type':'system','system':{'type':'brand_new','body':'x'}}",
        "{'type':'system','system':{'type':'customer_identity_changed'}}",
        "{'type':'system','system':{'type':'user_changed_number','wa_id':'448','user_id':'GB.2'}}",
        "{'type':'edit','edit':{'original_message_id':'wamid.x','message':{}}}",
        "null",
        "'text'"
      })
  void messageWithoutASenderHasAnUnknownPerson(String message) throws Exception {
    ChannelEvent event = decodeOnly(message.replace('\'', '"'));

    assertThat(event).isInstanceOf(PersonMessage.class);
    assertThat(((PersonMessage) event).person().known()).isFalse();
  }

  private static ChannelEvent decodeOnly(String message) throws Exception {
    List<WebhookPart> parts =
        MetaSplitter.split(
            Fixtures.webhookOf(
                """
                {"object":"w","entry":[{"changes":[{"field":"messages","value":{
                  "metadata":{"phone_number_id":"1"},
                  "contacts":[{"wa_id":"449","profile":{"name":"Another person"}}],
                  "messages":[%s]}}]}]}
                """
                    .formatted(message)));
    assertThat(parts).hasSize(1);
    return MetaDecoder.decode(parts.getFirst().body());
  }

  @Test
  void decodesQuotesForwardsAndAdvertisements() throws Exception {
    assertThat(((PersonMessage) decode("text_reply")).quoted()).hasToString("wamid.OUT1");
    assertThat(((PersonMessage) decode("text_forwarded")).origin().forwarded())
        .isEqualTo(Origin.Forwarded.OFTEN);
    assertThat(((PersonMessage) decode("text_forwarded_once")).origin().forwarded())
        .isEqualTo(Origin.Forwarded.ONCE);
    assertThat(((PersonMessage) decode("edit_without_content")).quoted()).hasToString("wamid.OLD");
    assertThat(((PersonMessage) decode("image_forwarded_often")).origin().forwarded())
        .isEqualTo(Origin.Forwarded.OFTEN);
  }

  @Test
  void readsTheAdvertisementAsData() throws Exception {
    PersonMessage fromAd = (PersonMessage) decode("text_from_full_ad");
    assertThat(fromAd.content()).isEqualTo(new Content.Text("Hello! Can I get more info?"));
    assertThat(fromAd.origin().referral())
        .isEqualTo(
            new Origin.Referral(
                "ad",
                "120200000000001",
                "https://fb.me/3fake",
                "Spring bikes",
                "20% off tandems",
                "FAKEclid_Abc123",
                "https://ads.example.test/x.jpg"));
    assertThat(((PersonMessage) decode("image_from_post")).origin().referral())
        .isEqualTo(
            new Origin.Referral(
                "post",
                "120200000000002",
                "https://fb.me/4fake",
                null,
                null,
                null,
                "https://ads.example.test/x.mp4"));
    assertThat(((PersonMessage) decode("text_about_product")).origin().referral())
        .isEqualTo(new Origin.Referral("product", "SKU-9", null, null, null, null, null));
    assertThat(((PersonMessage) decode("text")).origin().referral()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          number_changed, GB.4402938475610293, 447700900123, GB.5519283746501928, 447700900777
          number_changed_legacy, -, 447700900123, -, 447700900777
          user_id_changed, GB.4402938475610293, -, GB.5519283746501928, -
          user_id_changed_in_words_only, GB.4402938475610293, -, GB.5519283746501928, -
          """)
  void decodesNewNumbersAndIds(
      String fixture, String idBefore, String numberBefore, String idNow, String numberNow)
      throws Exception {
    IdentityChanged changed = (IdentityChanged) decode(fixture);
    assertThat(changed.before().bsuid()).isEqualTo(idBefore);
    assertThat(changed.before().waId()).isEqualTo(numberBefore);
    assertThat(changed.now().bsuid()).isEqualTo(idNow);
    assertThat(changed.now().waId()).isEqualTo(numberNow);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          status_sent, SENT, -
          status_delivered, DELIVERED, -
          status_read, READ, -
          status_played, READ, -
          status_group_read, READ, -
          status_failed_131047, FAILED, WINDOW_CLOSED
          status_failed_131026_code_as_text, FAILED, NOT_ON_WHATSAPP
          status_failed_without_errors, FAILED, OTHER_SIDE
          status_failed_general_error_first, FAILED, NOT_ON_WHATSAPP
          """)
  void readsStatuses(String fixture, Status status, Reason reason) throws Exception {
    StatusUpdate update = (StatusUpdate) decode(fixture);
    assertThat(update.status()).isEqualTo(status);
    assertThat(update.reason()).isEqualTo(reason);
    assertThat(update.callbackData()).isEqualTo("msg-1");
    assertThat(update.person().bsuid()).isEqualTo("GB.4402938475610293");
  }

  @ParameterizedTest
  @CsvSource({
    "status_deleted, status",
    "request_welcome, request_welcome",
    "echo, echo",
    "calls, calls",
    "call_terminate_completed, calls",
    "call_by_business, calls",
    "preference_of_tomorrow, user_preferences",
    "history, history",
    "value_errors, messages.errors"
  })
  void ignoresOtherEventsUnderAName(String fixture, String what) throws Exception {
    assertThat(decode(fixture)).isEqualTo(new Ignored(what));
  }

  @Test
  void saysAllErrorsOfAFailure() throws Exception {
    assertThat(((StatusUpdate) decode("status_failed_general_error_first")).detail())
        .isEqualTo(
            "Meta 131000: Something went wrong; Meta 131026: Message undeliverable: Receiver is"
                + " incapable of receiving this message");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo_text | Text[body=Answered from the shop phone: open till 6]
          echo_image | Media[type=IMAGE, mimeType=image/jpeg, filename=null, caption=like this, voice=false, file=Remote[id=610000000000001, url=null, sha256=null, bytes=null]]
          echo_revoke | Deletion[target=wamid.OLD]
          """)
  void readsWhatTheBusinessWroteInTheApp(String fixture, String content) throws Exception {
    PersonMessage echo = (PersonMessage) decode(fixture);
    assertThat(echo.content()).hasToString(content);
    assertThat(echo.origin()).isEqualTo(Origin.BUSINESS_APP);
    assertThat(echo.person().waId()).isEqualTo("447700900123");
    assertThat(echo.id().value()).isEqualTo("wamid." + fixture);
    assertThat(echo.opensWindow()).isFalse();
  }

  @Test
  void callsHaveOneNotice() throws Exception {
    PersonMessage rings = (PersonMessage) decode("call_connect");
    assertThat(rings.content())
        .isEqualTo(
            new Content.Notice(
                NoticeKind.CALL_MISSED,
                Map.of("at", Instant.ofEpochSecond(1793527200).toString())));
    assertThat(rings.person().waId()).isEqualTo("447700900123");
    assertThat(rings.opensWindow()).isTrue();
    assertThat(((PersonMessage) decode("call_terminate_failed")).id())
        .isEqualTo(rings.id())
        .hasToString("wacid.DEMOCALL1");
  }

  @ParameterizedTest
  @CsvSource({"marketing_stop, false", "marketing_resume, true"})
  void readsWishesAboutMarketing(String fixture, boolean allowed) throws Exception {
    MarketingChanged changed = (MarketingChanged) decode(fixture);
    assertThat(changed.allowed()).isEqualTo(allowed);
    assertThat(changed.person().waId()).isEqualTo("447700900123");
    assertThat(changed.person().bsuid()).isEqualTo("GB.4402938475610293");
    assertThat(changed.at().getEpochSecond()).isEqualTo(1793527200);
  }

  @Test
  void aFormWithFilesBecomesSeveralMessages() throws Exception {
    List<WebhookPart> parts =
        MetaSplitter.split(Fixtures.webhook("channel/cloud/form_with_photos"));
    assertThat(parts)
        .extracting(WebhookPart::idempotencyKey)
        .containsExactly(
            "m:900800700600500:wamid.form_with_photos",
            "m:900800700600500:wamid.form_with_photos#1",
            "m:900800700600500:wamid.form_with_photos#2");
    assertThat(parts)
        .extracting(WebhookPart::conversationKey)
        .containsOnly(parts.getFirst().conversationKey());
    List<Content> contents = new ArrayList<>();
    for (WebhookPart part : parts) {
      contents.add(((PersonMessage) MetaDecoder.decode(part.body())).content());
    }
    assertThat(contents.get(0))
        .isEqualTo(
            new Content.FormReply(
                "flow",
                """
                {"Damage":"Big dent","Damage (2)":"Left, Right side","insured":true,"wheels":2}\
                """));
    assertThat(contents.get(1).toString())
        .contains("type=IMAGE", "filename=dent.jpg", "id=790809", "mimeType=image/jpeg");
    assertThat(contents.get(2).toString())
        .contains("type=DOCUMENT", "filename=bill.pdf", "id=790810", "mimeType=application/pdf");
  }

  @Test
  void ofAFormWithFilesOnlyTheFirstFileIsTheMessage() throws Exception {
    String webhook =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
         "value":{"metadata":{"phone_number_id":"9"},"messages":[{"from":"447700900123",
          "id":"wamid.form","timestamp":"1796000000","type":"interactive","interactive":{
          "type":"nfm_reply","nfm_reply":{"name":"flow","response_json":
          "{\\"flow_token\\":\\"t\\",\\"photo_picker\\":[{\\"id\\":1,\\"mime_type\\":\\"image/jpeg\\"},{\\"id\\":2,\\"mime_type\\":\\"image/png\\"}]}"
          }}}]}}]}]}
        """;
    List<WebhookPart> parts = MetaSplitter.split(webhook.getBytes(StandardCharsets.UTF_8));
    assertThat(parts)
        .extracting(WebhookPart::idempotencyKey)
        .containsExactly("m:9:wamid.form", "m:9:wamid.form#1");
    for (WebhookPart part : parts) {
      assertThat(((PersonMessage) MetaDecoder.decode(part.body())).content())
          .isInstanceOf(Content.Media.class);
    }
  }

  @Test
  void aFileOfAFormThatOnlyItsServerCanReadIsNotFetched() throws Exception {
    List<WebhookPart> parts =
        MetaSplitter.split(Fixtures.webhook("channel/cloud/form_with_encrypted_photo"));
    assertThat(parts).hasSize(1);
    assertThat(((PersonMessage) MetaDecoder.decode(parts.getFirst().body())).content().toString())
        .contains("filename=dent.jpg", "Gone[reason=MEDIA_GONE");
  }
}
