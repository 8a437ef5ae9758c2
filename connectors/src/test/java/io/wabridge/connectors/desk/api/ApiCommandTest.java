package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCommandTest {

  private static final String KEY = "key-of-many-characters-0001";
  private static final String OLD = "key-of-many-characters-0000";

  @Test
  void commandsAreEvents() throws Exception {
    assertThat(event("/typing", "")).isEqualTo(new DeskEvent.Typing("447700900123"));
    assertThat(event("/read", "{}")).isEqualTo(new DeskEvent.Read("447700900123"));
    assertThat(event("/close", "{\"reason\":\"solved\"}"))
        .isInstanceOfSatisfying(
            DeskEvent.Closed.class,
            closed -> {
              assertThat(closed.id().value()).isEqualTo("api-1");
              assertThat(closed.to()).isEqualTo("447700900123");
            });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          desk:d-7, d-7
          Sales, Sales
          human, null
          desk:, null
          """)
  void handsOverToTheTarget(String target, String expected) throws Exception {
    assertThat(
            event(
                "/handoff", "{\"target\":\"%s\",\"summary\":\"Wants a tandem\"}".formatted(target)))
        .isInstanceOfSatisfying(
            DeskEvent.HandedOver.class,
            handedOver -> {
              assertThat(handedOver.target()).isEqualTo(expected);
              assertThat(handedOver.summary()).isEqualTo("Wants a tandem");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /typing  | {"on":true}    | on is not known; none is
          /read    | []             | must be a JSON object
          /handoff | {"target":7}   | target must be a string
          /handoff | {"to":"human"} | to is not known; known are summary, target
          /close   | {"reason":{}}  | reason must be a string
          /close   | {"             | must be a JSON object
          """)
  void namesTheFieldAndTheRule(String path, String body, String expected) {
    assertThat(ApiIngress.receive(request(path, body, KEY), List.of(Secret.of(KEY))))
        .isInstanceOfSatisfying(
            Ingress.Replied.class,
            refused -> {
              assertThat(refused.reply().status()).isEqualTo(422);
              assertThat(new String(refused.reply().body(), StandardCharsets.UTF_8))
                  .contains(expected);
            });
  }

  @Test
  void bothKeysAreAcceptedDuringARotation() {
    var keys = List.of(Secret.of(KEY), Secret.of(OLD));

    assertThat(ApiIngress.receive(request("/read", "", KEY), keys))
        .isInstanceOf(Ingress.Accepted.class);
    assertThat(ApiIngress.receive(request("/read", "", OLD), keys))
        .isInstanceOf(Ingress.Accepted.class);
    assertThat(ApiIngress.receive(request("/read", "", OLD), List.of(Secret.of(KEY))))
        .isEqualTo(new Ingress.Rejected(401));
  }

  private static DeskEvent event(String path, String body) throws Exception {
    return ApiDecoder.decode(ApiIngress.split(request(path, body, KEY)).getFirst().body());
  }

  private static WebhookRequest request(String path, String body, String key) {
    return new WebhookRequest(
        "POST",
        URI.create("https://b.example.test/webhooks/api/d-1" + path),
        path,
        Map.of("to", List.of("447700900123"), "id", List.of("api-1")),
        Map.of("authorization", "Bearer wbk_d-1_" + key),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
