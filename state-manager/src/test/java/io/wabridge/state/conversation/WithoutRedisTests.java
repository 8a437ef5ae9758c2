package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Redis is only a cache: without it, all results are the same. */
@TestPropertySource(properties = "spring.data.redis.port=1")
class WithoutRedisTests extends StateTest {

  private final String waId = "44" + Math.abs(Ids.next().hashCode());

  @Test
  void continuesAConversationWithoutRedis() {
    var began = Instant.now();
    for (var n = 0; n < 20; n++) {
      ledger.registerInbound(requests.by(Person.ofWaId(waId), "a" + n));
    }
    var reply = ledger.registerReply(requests.reply(waId, "r", 1));
    var message = reply.messages().getFirst().id().value();
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid"));

    assertThat(ledger.applyStatus(requests.statusUpdate("wamid", null, Status.DELIVERED)).forDesk())
        .isNotNull();
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(get("/api/v1/tenants/" + requests.tenant + "/conversations").path("items"))
        .hasSize(1);
  }
}
