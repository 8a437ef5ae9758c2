package io.wabridge.connectors.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatwootSignatureTest {

  private static final Instant SENT = Instant.ofEpochSecond(1_795_651_200);
  private static final Secret SECRET = Secret.of("cwS3cretTokenOf24Chars01");

  private static final String NOTE =
      "{\"account\":{\"id\":3,\"name\":\"Acme\"},\"content\":\"**Oi** Maria\","
          + "\"content_type\":\"text\",\"id\":4712,\"message_type\":\"outgoing\","
          + "\"private\":false,\"source_id\":null,\"event\":\"message_created\"}";

  private static WebhookRequest request(String body, String signature) {
    return Given.request(
        Map.of("x-chatwoot-timestamp", "1795651200", "x-chatwoot-signature", signature),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void acceptsKnownSignatures() {
    assertThat(
            ChatwootSignature.genuine(
                request(
                    NOTE,
                    "sha256=1774a7fc3c7db6bbd2462067ffab6cfb81b2549de4584363b865e42406090ec1"),
                SECRET,
                SENT))
        .isTrue();
    assertThat(
            ChatwootSignature.genuine(
                request(
                    "{\"event\":\"message_created\",\"id\":4713,\"content\":\"Olá 👋\"}",
                    "sha256=1fc3977e5be5eee8c8398397fd772d8e48907ffa4f7419e6f4591edc9a907552"),
                SECRET,
                SENT))
        .isTrue();
    assertThat(
            ChatwootSignature.genuine(
                request(
                    "{\"event\":\"message_created\",\"id\":4714,"
                        + "\"content\":\"a \\u0026 b \\u003c3\"}",
                    "sha256=3fe6e6b5826360c9f6c8d233142b0ad523941c47b703bc3b5b4c25b2a873ffd7"),
                SECRET,
                SENT))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"299, true", "-299, true", "301, false", "-301, false"})
  void acceptsFiveMinutesInBothDirections(long seconds, boolean accepted) {
    var request =
        request(NOTE, "sha256=1774a7fc3c7db6bbd2462067ffab6cfb81b2549de4584363b865e42406090ec1");
    assertThat(ChatwootSignature.genuine(request, SECRET, SENT.plusSeconds(seconds)))
        .isEqualTo(accepted);
  }

  /** A version that does not sign is recognized by the secret in the address. */
  @Test
  void acceptsTheSecretInTheAddressOnlyWithoutAWebhookSecret() {
    assertThat(accepted(Map.of("key", List.of("address-secret-01")), false)).isTrue();
    assertThat(accepted(Map.of("key", List.of("address-secret-02")), false)).isFalse();
    assertThat(accepted(Map.of(), false)).isFalse();
    assertThat(accepted(Map.of("key", List.of("address-secret-01")), true))
        .as("a version that signs")
        .isFalse();
  }

  private static boolean accepted(Map<String, List<String>> query, boolean signs) {
    var secrets = new HashMap<>(Map.of("addressSecret", Secret.of("address-secret-01")));
    if (signs) {
      secrets.put("webhookSecret", SECRET);
    }
    var request =
        new WebhookRequest(
            "POST",
            URI.create("https://b.example.test/webhook"),
            "",
            query,
            Map.of(),
            NOTE.getBytes(StandardCharsets.UTF_8));
    return ChatwootAccount.of(Settings.of(Map.of("inboxId", "12"), secrets)).sent(request, SENT);
  }
}
