package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GenesysAttributesTest {

  private static Message from(Person person, Origin.Referral referral) {
    Message plain = Given.message(new Content.Text("hello"), person, null, null);
    return new Message(
        plain.id(),
        plain.conversation(),
        plain.direction(),
        plain.channel(),
        plain.desk(),
        plain.person(),
        plain.deskAddress(),
        plain.content(),
        plain.externalId(),
        plain.quoted(),
        plain.quote(),
        plain.saidAt(),
        new Origin(null, referral, null, false));
  }

  private static JsonNode written(Message message) {
    return GenesysEncoder.message(message, Given.store(), Language.EN)
        .at("/channel/metadata/customAttributes");
  }

  @Test
  void anAdvertisementIsParticipantData() {
    JsonNode attributes =
        written(
            from(
                Given.ROSA,
                new Origin.Referral(
                    "ad",
                    "120200000000001",
                    "https://fb.me/3fake",
                    "Spring bikes",
                    "20% off tandems",
                    "FAKEclid_Abc123",
                    "https://ads.example.test/x.jpg")));
    assertThat(attributes.path("waNumber").asString()).isEqualTo("447700900123");
    assertThat(attributes.path("waAdId").asString()).isEqualTo("120200000000001");
    assertThat(attributes.path("waAdSourceType").asString()).isEqualTo("ad");
    assertThat(attributes.path("waAdHeadline").asString()).isEqualTo("Spring bikes");
    assertThat(attributes.path("waAdUrl").asString()).isEqualTo("https://fb.me/3fake");
    assertThat(attributes.path("waAdBody").asString()).isEqualTo("20% off tandems");
    assertThat(attributes.path("waClickId").asString()).isEqualTo("FAKEclid_Abc123");
  }

  @Test
  void aProductIsParticipantData() {
    JsonNode attributes =
        written(
            from(
                Given.ROSA, new Origin.Referral("product", "SKU-9", null, null, null, null, null)));
    assertThat(attributes.path("waProductId").asString()).isEqualTo("SKU-9");
    assertThat(attributes.has("waAdId")).isFalse();
  }

  @Test
  void theWishAboutMarketingIsParticipantData() {
    assertThat(written(from(Given.ROSA, null)).has("waMarketing")).isFalse();
    assertThat(written(from(Given.ROSA.withMarketing(false), null)).path("waMarketing").asString())
        .isEqualTo("stopped");
    assertThat(written(from(Given.ROSA.withMarketing(true), null)).path("waMarketing").asString())
        .isEqualTo("allowed");
  }

  @Test
  void theAttributesStayBelowTheKnownSize() {
    String emoji = "\uD83D\uDEB2";
    JsonNode attributes =
        written(
            from(
                new Person("GB." + "1".repeat(128), null, "4".repeat(20), null, emoji.repeat(400)),
                new Origin.Referral(
                    "ad",
                    "120200000000001",
                    "https://fb.me/" + "u".repeat(600),
                    emoji.repeat(500),
                    "b".repeat(2000),
                    "c".repeat(400),
                    null)));
    assertThat(OutsideJson.write(attributes).getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(attributes.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(1900);
    assertThat(attributes.path("waClickId").asString()).hasSize(400);
    assertThat(attributes.has("waAdUrl")).isFalse();
    assertThat(attributes.path("waAdHeadline").asString()).startsWith(emoji).endsWith(emoji);
  }

  @Test
  void anEditedPictureIsAnAttachment() {
    JsonNode json =
        GenesysEncoder.message(
            Given.message(
                new Content.Edit(
                    null, Given.file(MediaKind.IMAGE, "image/jpeg", "b.jpg", "the right one", 10)),
                Given.ROSA,
                null,
                "the old one"),
            Given.store(),
            Language.EN);
    assertThat(json.at("/content/0/attachment/filename").asString()).isEqualTo("b.jpg");
    assertThat(json.path("text").asString()).contains("the right one");
  }
}
