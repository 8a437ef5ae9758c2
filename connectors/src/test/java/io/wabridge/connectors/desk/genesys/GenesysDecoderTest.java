package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Fixtures;
import io.wabridge.connectors.Given;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.DeskEvent.Ignored;
import io.wabridge.model.connector.DeskEvent.Typing;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysDecoderTest {

  private static final String FILE =
      "file=Remote[id=a1, url=https://api-downloads.mypurecloud.ie/api/v2/downloads/1, sha256=null, bytes=null]]";

  private static WebhookPart part(String fixture) throws Exception {
    return GenesysDecoder.split(Fixtures.webhook("desk/genesys/" + fixture)).getFirst();
  }

  private static DeskEvent decode(String fixture) throws Exception {
    return GenesysDecoder.decode(part(fixture).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text | [Text[body=Bonjour été]]
          text_without_conversation | [Text[body=hi]]
          attachment | [Media[type=DOCUMENT, mimeType=application/pdf, filename=invoice.pdf, caption=null, voice=false, file=Remote[id=a1, url=https://api-downloads.mypurecloud.ie/api/v2/downloads/1, sha256=null, bytes=20480]]]
          text_and_image | [Media[type=IMAGE, mimeType=image/png, filename=null, caption=the box, voice=false, FILE]
          text_and_audio | [Text[body=listen], Media[type=AUDIO, mimeType=audio/mpeg, filename=null, caption=null, voice=false, FILE]
          text_and_two_images | [Text[body=both], Media[type=IMAGE, mimeType=image/png, filename=null, caption=null, voice=false, FILE, Media[type=IMAGE, mimeType=image/jpeg, filename=null, caption=null, voice=false, FILE]
          link | [Text[body=our site%https://api-downloads.mypurecloud.ie/api/v2/downloads/1]]
          quick_replies | [Choice[text=Is the address right?, options=[Option[id=y, title=Yes, description=null, section=null, slot=null], Option[id=n, title=No, description=null, section=null, slot=null]], several=null, frame=null]]
          card | [Choice[text=Red tandem%two seats%Book: https://example.test/b, options=[Option[id=Button:l, title=Later, description=null, section=null, slot=null]], several=null, frame=null]]
          card_link | [Interactive[text=Red tandem%two seats, header=null, footer=null, action=Link[label=Book, url=https://example.test/b]]]
          carousel | [Text[body=Bikes], Text[body=A], Text[body=B]]
          date_picker | [Choice[text=When?, options=[Option[id=2026-03-03T10:00Z, title=2026-03-03T10:00Z, description=null, section=null, slot=Slot[at=2026-03-03T10:00:00Z, offset=0, minutes=15]]], several=null, frame=null]]
          list_picker | [Choice[text=Sizes, options=[Option[id=ListPicker:1, title=M, description=medium, section=null, slot=null]], several=null, frame=null]]
          notification | [Text[body=Order update%Hi Ana%Thanks]]
          form_of_tomorrow | [Text[body=Look%here]]
          """)
  void decodesTheAgentsMessages(String fixture, String contents) throws Exception {
    AgentMessage message = (AgentMessage) decode(fixture);
    assertThat(message.contents().toString())
        .isEqualTo(contents.replace("FILE", FILE).replace('%', '\n'));
    assertThat(message.to()).isEqualTo("15550100042");
    assertThat(message.id()).hasToString("g-" + fixture);
    assertThat(message.at()).isEqualTo(Instant.parse("2026-03-02T09:15:30.250Z"));
  }

  @Test
  void decodesTypingAndIgnoredEvents() throws Exception {
    assertThat(decode("typing")).isEqualTo(new Typing("15550100042"));
    assertThat(decode("typing_off")).isEqualTo(new Ignored("event"));
    assertThat(decode("receipt")).isEqualTo(new Ignored("receipt published"));
    assertThat(decode("empty")).isEqualTo(new Ignored("empty message"));
  }

  @Test
  void splitsAWebhookIntoOnePart() throws Exception {
    WebhookPart part = part("receipt");
    assertThat(part.endpoint()).isEqualTo("0f3c1a52-6f0e-4d3b-9a55-2b7c1d9e4a10");
    assertThat(part.conversationKey()).isEqualTo(part.endpoint() + ":15550100042");
    assertThat(part.idempotencyKey()).isEqualTo("g-receipt:Receipt:Published");
    assertThat(part("text").idempotencyKey()).isEqualTo("g-text:Text:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "nonsense", "{\"a\":"})
  void refusesABodyThatIsNoWebhook(String body) {
    assertThatThrownBy(() -> GenesysDecoder.split(Fixtures.webhookOf(body)))
        .isInstanceOf(WebhookUnreadable.class);
  }

  @Test
  void checksTheSignatureInBase64Only() {
    Secret secret = Secret.of("fixture-secret-not-real-0001");
    String a = "{\"id\":\"m-1\",\"type\":\"Text\",\"text\":\"hello\"}";
    String b =
        "{\"id\":\"5a0c2f6e1d3b4c7f8e9a0b1c2d3e4f50\",\"channel\":{\"id\":\"0f3c1a52-6f0e-4d3b-9a55-2b7c1d9e4a10\",\"platform\":\"Open\",\"type\":\"Private\",\"to\":{\"id\":\"15550100042\",\"idType\":\"Opaque\"},\"from\":{\"nickname\":\"WA Bridge Test\",\"id\":\"0f3c1a52-6f0e-4d3b-9a55-2b7c1d9e4a10\",\"idType\":\"Opaque\"},\"time\":\"2026-03-02T09:15:30.250Z\",\"messageId\":\"5a0c2f6e1d3b4c7f8e9a0b1c2d3e4f50\"},\"type\":\"Text\",\"text\":\"Bonjour été 👋\",\"originatingEntity\":\"Human\",\"direction\":\"Outbound\",\"conversationId\":\"7d2e9b64-1c58-4f0a-8e3d-6a5b4c3d2e1f\"}";
    assertThat(genuine(a, "sha256=LiqzNyV6N1VewNXCClRVraVBdYyVvGxGWVPERP/QB3Q=", secret)).isTrue();
    assertThat(genuine(b, "sha256=vrYNZfz2U2tBKpWuM8EvZpPLsb5tunD/+sSsNKLZ0KQ=", secret)).isTrue();
    assertThat(
            genuine(
                b,
                "sha256=beb60d65fcf6536b412a95ae33c12f6693cbb1be6dba70fffac4ac34a2d9d0a4",
                secret))
        .isFalse();
    assertThat(genuine(a + " ", "sha256=LiqzNyV6N1VewNXCClRVraVBdYyVvGxGWVPERP/QB3Q=", secret))
        .isFalse();
  }

  private static boolean genuine(String body, String signature, Secret secret) {
    return GenesysSignature.genuine(
        Given.request(Map.of("x-hub-signature-256", signature), Fixtures.webhookOf(body)), secret);
  }
}
