package io.wabridge.state.parked;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a parked envelope: how it is built, and nothing that a person said. */
class EnvelopeRedactorTests {

  private final JsonMapper json = JsonMapper.builder().build();

  private JsonNode redacted(String envelope) {
    return new EnvelopeRedactor(json).redact(envelope, "some.contract.v1");
  }

  @Test
  void abuse24_showsIdsAndKindsOfTheBridgeOnly() {
    var shown =
        redacted(
            """
            {"correlation":"c-1","tenant":"t-1","conversationKey":"1:447700900123",
             "acceptedAt":"2026-03-02T09:15:02.118Z",
             "payload":{"message":{"id":"m-1","direction":"INBOUND","externalId":"wamid.SECRET",
               "person":{"waId":"447700900123","name":"Rosa","marketingAllowed":true},
               "content":{"kind":"location","latitude":51.459876,"longitude":-2.58,"name":"Home"},
               "origin":{"businessApp":false,"author":"447700900456"}}}}
            """);

    assertThat(shown.at("/correlation").asString()).isEqualTo("c-1");
    assertThat(shown.at("/payload/message/id").asString()).isEqualTo("m-1");
    assertThat(shown.at("/payload/message/content/kind").asString()).isEqualTo("location");
    assertThat(shown.at("/payload/message/origin/businessApp").asBoolean(true)).isFalse();
    assertThat(shown.at("/payload/message/content/latitude").asString()).isEqualTo("(a number)");
    assertThat(shown.toString())
        .doesNotContain("4477", "51.4", "2.58", "Rosa", "Home", "SECRET", "true,", "true}");
  }

  /** The same names elsewhere are a person's own words. */
  @Test
  void abuse24_coversReadableNamesAtOtherPaths() {
    var body =
        """
        {"from":"447700900123","id":"wamid.1","to":{"id":"447700900456"},"type":"interactive",
         "timestamp":1763712000,"list_reply":{"id":"diagnosis-HIV-positive"},
         "text":{"body":"{\\"status\\":\\"MY PASSWORD IS hunter2\\"}"},"447700900789":1}
        """;
    var envelope = json.createObjectNode().put("status", "hello").put("reason", "world");
    envelope.putObject("payload").put("channel", "c-1").put("body", body);
    var shown = redacted(envelope.toString());

    assertThat(shown.at("/payload/channel").asString()).isEqualTo("c-1");
    assertThat(shown.at("/payload/body/list_reply/id").asString()).isEqualTo("(22 characters)");
    assertThat(shown.at("/payload/body/text/body").asString()).endsWith("characters)");
    assertThat(shown.toString())
        .doesNotContain("4477", "HIV", "hunter2", "wamid", "1763712000", "hello", "world");
  }

  /** A sender may write anything into a type. */
  @Test
  void abuse24_aReadablePathShowsNoSentence() {
    var shown =
        redacted(
            """
            {"payload":{"message":{"content":{"kind":"unsupported","type":"call me at home"}}}}
            """);

    assertThat(shown.at("/payload/message/content/type").asString()).isEqualTo("(15 characters)");
  }

  @Test
  void abuse24_coversWhatIsNoJson() {
    assertThat(redacted("From=whatsapp%3A447700900123&Body=hi").asString())
        .isEqualTo("(36 characters)");
    assertThat(redacted("{\"payload\":{\"body\":\"From=447700900123\"}}").toString())
        .doesNotContain("4477");
  }

  @Test
  void abuse24_coversAWholeWebhook() {
    var shown =
        new EnvelopeRedactor(json)
            .redact("{\"tenant\":\"hunter2\",\"payload/message/id\":\"hunter2\"}", "");

    assertThat(shown.path("tenant").asString()).isEqualTo("(7 characters)");
    assertThat(shown.toString()).doesNotContain("hunter2");
  }
}
