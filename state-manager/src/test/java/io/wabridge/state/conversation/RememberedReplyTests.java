package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

/** An agent's message whose address Redis remembered is compared with the database. */
class RememberedReplyTests extends StateTest {

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final Person byNumber = Person.ofWaId(waId);

  private Arrival.Located said(Person person, String id) {
    return ledger.registerInbound(requests.by(person, id));
  }

  private void deliver(Arrival.Located arrived, String deskConversation) {
    ledger.beginDelivery(arrived.message().value(), requests.intent());
    ledger.recordOutcome(
        arrived.message().value(),
        requests.delivered(new Session(deskConversation, null, Instant.now())));
  }

  private ConversationId atDesk(String deskConversation) {
    return ledger
        .locateAtDesk(new Ledger.DeskConversation(requests.tenant, requests.desk, deskConversation))
        .id();
  }

  /** An agent's message to the address that Redis remembered of this conversation of the desk. */
  private Reply remembered(String address, String deskConversation, String id) {
    var reply = requests.reply(address, id, 1);
    return new Reply(
        reply.tenant(),
        reply.desk(),
        reply.deskAddress(),
        null,
        reply.externalId(),
        reply.parts(),
        reply.saidAt(),
        reply.acceptedAt(),
        reply.numbered(),
        reply.shown(),
        null,
        deskConversation);
  }

  @Test
  void rememberedAddressIsCompared() {
    var ada = said(byNumber, "a");
    deliver(ada, "c-" + waId);
    var reply = ledger.registerReply(remembered(waId, "c-" + waId, "r1"));
    assertThat(reply.conversation().id()).isEqualTo(ada.conversation());

    var eve = said(Person.ofWaId("1" + waId), "b");
    deliver(eve, "c-" + waId);

    assertThat(atDesk("c-" + waId)).isEqualTo(eve.conversation());
    assertThatThrownBy(() -> ledger.registerReply(remembered(waId, "c-" + waId, "r2")))
        .isInstanceOf(HttpClientErrorException.Conflict.class);
    assertThat(
            get("/api/v1/tenants/" + requests.tenant + "/messages?q=r2" + requests.unique)
                .path("items"))
        .as("nothing is registered")
        .isEmpty();
    assertThat(ledger.registerReply(remembered("1" + waId, "c-" + waId, "r2")).conversation().id())
        .isEqualTo(eve.conversation());
  }

  @Test
  void rememberedConversationThatIsGoneIsUnknown() {
    said(byNumber, "a");

    assertThatThrownBy(() -> ledger.registerReply(remembered(waId, "x-" + waId, "r")))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }
}
