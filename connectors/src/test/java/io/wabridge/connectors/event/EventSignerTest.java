package io.wabridge.connectors.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.wabridge.model.Secret;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSignerTest {

  private static final String NEW = "whsec_d2FicmlkZ2UtZGVtby1zZWNyZXQtMDAwMDAwMDAwMQ==";
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void equalsTheVectorOfTheSpecification() {
    assertThat(
            EventSigner.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}",
                List.of(Secret.of(OLD))))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void officialLibraryAcceptsBothSecretsDuringARotation() throws Exception {
    var body = "{\"type\":\"message.created\",\"data\":{\"text\":\"Olá 👋\"}}";
    var headers = headers(body, List.of(Secret.of(NEW), Secret.of(OLD)));

    assertThatCode(() -> new Webhook(NEW).verify(body, headers)).doesNotThrowAnyException();
    assertThatCode(() -> new Webhook(OLD).verify(body, headers)).doesNotThrowAnyException();
  }

  @Test
  void officialLibraryRefusesAnotherBodyOrSecret() throws Exception {
    var headers = headers("{}", List.of(Secret.of(NEW)));

    assertThatThrownBy(() -> new Webhook(NEW).verify("{ }", headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(OLD).verify("{}", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private static HttpHeaders headers(String body, List<Secret> secrets) {
    var now = Instant.now().getEpochSecond();
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of("evt_1"),
            "webhook-timestamp", List.of(String.valueOf(now)),
            "webhook-signature", List.of(EventSigner.sign("evt_1", now, body, secrets))),
        (_, _) -> true);
  }
}
