package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.connector.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets and personal data never appear in text forms, not even as part of other objects. */
class PrivacyTests {

  private static final Person ADA =
      new Person("GB.4402", "GB.ENT.77", "447009001234", "ada-name", "Ada Lovelace");

  private static final Message MESSAGE =
      new Message(
          new MessageId("m-1"),
          new ConversationId("c-1"),
          Direction.INBOUND,
          new ChannelId("ch-1"),
          new DeskId("d-1"),
          ADA,
          "447009001234",
          new Content.Text("my diagnosis"),
          new ExternalId("wamid.1"),
          null,
          "an earlier diagnosis",
          Instant.EPOCH,
          Origin.PERSON);

  static Stream<Arguments> things() {
    var secret = Secret.of("top-secret");
    var inbound = new Payload.InboundMessage(MESSAGE);
    return Stream.of(
        Arguments.of(secret),
        Arguments.of(Map.of("token", secret)),
        Arguments.of(
            new Settings(
                Map.of("clientId", "client"),
                Map.of("clientSecret", secret),
                "client",
                List.of(new Settings.Credential("c", Map.of(), Map.of("clientSecret", secret))))),
        Arguments.of(new Session("c-1", "top-secret", Instant.EPOCH)),
        Arguments.of(ADA),
        Arguments.of(MESSAGE),
        Arguments.of(inbound),
        Arguments.of(
            new Envelope<>("c", new TenantId("t"), "c-1", "m:m-1", Instant.EPOCH, inbound)));
  }

  @ParameterizedTest
  @MethodSource("things")
  void textFormOmitsItsContent(Object thing) {
    assertThat(thing.toString())
        .doesNotContain(
            "top-secret", "diagnosis", "447009001234", "Lovelace", "ada-name", "GB.4402", "ENT");
  }

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of(
            Payload.RawWebhook.of(
                Direction.INBOUND,
                "ch",
                "POST",
                "http://localhost/webhooks",
                "",
                Map.of("x-hub", "v"),
                "my diagnosis".getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH)),
        Arguments.of(new Payload.ChannelPart(new ChannelId("ch"), "my diagnosis")),
        Arguments.of(new Payload.DeskPart(new DeskId("d"), "my diagnosis")),
        Arguments.of(
            new Receipt(
                new MessageId("m"),
                new ConversationId("c"),
                new ChannelId("ch"),
                new DeskId("d"),
                new ExternalId("x"),
                "my diagnosis",
                Status.READ,
                null,
                null,
                Instant.EPOCH)));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void textFormOmitsABody(Object thing) {
    assertThat(thing.toString()).doesNotContain("diagnosis");
  }

  @Test
  void secretIsRevealedOnlyExplicitly() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(Secret.of("a").reveal()).isEqualTo("a");
    assertThat(Json.MAPPER.writeValueAsString(Secret.of("a"))).isEqualTo("\"a\"");
  }
}
