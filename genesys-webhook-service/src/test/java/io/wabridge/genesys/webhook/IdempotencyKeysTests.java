package io.wabridge.genesys.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;

/** Repeated requests with the same key, in a real Redis. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-webhook-service",
      "bridge.spool.directory=target/spool-keys"
    })
@LocalStores
class IdempotencyKeysTests {

  @Autowired IdempotencyKeys keys;

  private final DeskId desk = new DeskId("desk-" + Ids.next());

  @Test
  void acceptedRequestMayBeRepeated() {
    var first = keys.claim(desk, "key-1", "a");
    keys.end(first, true);

    var again = keys.claim(desk, "key-1", "a");
    assertThat(first.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(again.messageId()).isEqualTo(first.messageId());
    keys.end(again, false);
    assertThat(keys.claim(desk, "key-1", "a").repeated()).isTrue();
  }

  @Test
  void sameRequestIsRefusedWhileTheFirstIsInProgress() {
    var first = keys.claim(desk, "key-1", "a");

    assertThatThrownBy(() -> keys.claim(desk, "key-1", "a"))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
              assertThat(problem.getBody().getProperties())
                  .containsEntry("code", "IDEMPOTENCY_KEY_IN_PROGRESS")
                  .containsEntry("retryable", true);
            });
    keys.end(first, true);
    assertThat(keys.claim(desk, "key-1", "a").repeated()).isTrue();
  }

  @Test
  void abuse29_keyOfAnotherRequestIsRefused() {
    keys.end(keys.claim(desk, "key-1", "a"), true);

    assertThatThrownBy(() -> keys.claim(desk, "key-1", "b"))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem ->
                assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT));
    assertThat(keys.claim(new DeskId("other-" + desk), "key-1", "b").repeated()).isFalse();
  }

  @Test
  void keyOfARefusedRequestIsFree() {
    keys.end(keys.claim(desk, "key-1", "a"), false);

    assertThat(keys.claim(desk, "key-1", "corrected").repeated()).isFalse();
  }

  @Test
  void requestsWithoutAKeyAreDifferent() {
    var first = keys.claim(desk, null, "a");
    assertThat(keys.claim(desk, null, "a").messageId()).isNotEqualTo(first.messageId());
  }
}
