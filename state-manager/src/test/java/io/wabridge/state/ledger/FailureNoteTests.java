package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

/** The note that an agent's message was not delivered: registered once and traceable. */
class FailureNoteTests extends StateTest {

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final Ledger.ReceiptQuery query = new Ledger.ReceiptQuery(requests.tenant);
  private String failed;

  @BeforeEach
  void aMessageFailed() {
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "first",
            null,
            true,
            Instant.now().minusSeconds(7200)));
    failed = ledger.registerReply(requests.reply(waId, "a", 1)).messages().getFirst().id().value();
    ledger.beginDelivery(failed, requests.intent());
    ledger.recordOutcome(failed, requests.outcome(Status.FAILED, null));
  }

  private Instant lastInbound() {
    return db.sql("select last_inbound_at from conversation_mappings where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .query((row, _) -> Columns.instant(row, "last_inbound_at"))
        .single();
  }

  @Test
  void aFailedSendIsToldOnceInTheConversation() {
    var before = lastInbound();
    var note = ledger.registerFailureNote(failed, query);

    assertThat(note.deskAddress()).isEqualTo(waId);
    assertThat(note.status()).isEqualTo(Status.RECEIVED);
    assertThat(note.quote()).isEqualTo("answer");
    assertThat(ledger.registerFailureNote(failed, query)).isEqualTo(note);
    assertThat(lastInbound()).as("the 24-hour window").isEqualTo(before);

    var id = note.message().value();
    assertThat(ledger.beginDelivery(id, requests.intent()).go()).isEqualTo(Go.GO);
    ledger.recordOutcome(id, requests.delivered(null));
    assertThat(ledger.registerFailureNote(failed, query).status()).isEqualTo(Status.DELIVERED);
    assertThat(texts(get("/api/v1/messages?q=failed:" + failed).path("items"), "id"))
        .containsExactly(id);
  }

  @Test
  void registersNoneForUnknownMessages() {
    assertThatThrownBy(() -> ledger.registerFailureNote("unknown", query))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThatThrownBy(() ->
            ledger.registerFailureNote(failed, new Ledger.ReceiptQuery(new TenantId(Ids.next()))))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }
}
