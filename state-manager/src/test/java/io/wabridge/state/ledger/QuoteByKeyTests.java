package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A message is referred to by another id of it: only the key is the same. */
class QuoteByKeyTests extends StateTest {

  private final Person ada = Person.ofWaId("44" + Math.abs(Ids.next().hashCode()));

  private Arrival.Located said(Person person, String id, @Nullable String key) {
    return said(person, id, key, null, null);
  }

  private Arrival.Located said(
      Person person,
      String id,
      @Nullable String key,
      @Nullable String refersTo,
      @Nullable String refersToKey) {
    return ledger.registerInbound(
        new Arrival(
            requests.tenant,
            requests.channel,
            requests.desk,
            person,
            new ExternalId(id + requests.unique),
            "text",
            "hello " + id,
            refersTo == null ? null : new ExternalId(refersTo + requests.unique),
            true,
            Instant.now(),
            Instant.now(),
            null,
            key,
            refersToKey,
            null));
  }

  @Test
  void quoteOfOwnMessageUnderAnotherScope() {
    said(ada, "a", "TOKEN-1");
    said(ada, "b", "TOKEN-2");

    assertThat(said(ada, "c", "TOKEN-3", "elsewhere", "TOKEN-1").quote()).isEqualTo("hello a");
    assertThat(said(ada, "d", "TOKEN-4", "elsewhere", "TOKEN-9").quote()).isNull();
  }

  @Test
  void exactIdCountsFirst() {
    said(ada, "a", "TOKEN-1");
    said(ada, "b", "TOKEN-2");

    assertThat(said(ada, "c", "TOKEN-3", "b", "TOKEN-1").quote()).isEqualTo("hello b");
  }

  @Test
  void messageOfAnotherConversationIsNotQuoted() {
    said(Person.ofWaId("9" + ada.waId()), "a", "TOKEN-1");

    assertThat(said(ada, "c", "TOKEN-3", "elsewhere", "TOKEN-1").quote()).isNull();
  }

  @Test
  void twoCandidatesAreNotQuoted() {
    said(ada, "a", "TOKEN-1");
    said(ada, "b", "TOKEN-1");

    assertThat(said(ada, "c", "TOKEN-3", "elsewhere", "TOKEN-1").quote()).isNull();
  }

  @Test
  void messageWithoutAKeyIsNotQuotedByOne() {
    said(ada, "a", null);

    assertThat(said(ada, "c", null, "elsewhere", null).quote()).isNull();
  }

  @Test
  void messageOfTheAgentIsFoundByItsKey() {
    var address = said(ada, "a", "TOKEN-1").deskAddress();
    var question = ledger.registerReply(requests.reply(address, "q", 1)).messages().getFirst();
    ledger.beginDelivery(question.id().value(), requests.intent());
    ledger.recordOutcome(
        question.id().value(),
        new Ledger.DeliveryOutcome(
            requests.tenant,
            "whatsapp-api-service",
            Status.ACCEPTED,
            new ExternalId("wamid.q" + requests.unique),
            null,
            null,
            null,
            "TOKEN-2"));

    var answer = said(ada, "b", "TOKEN-3", "elsewhere", "TOKEN-2");

    assertThat(answer.quote()).isEqualTo("answer");
    assertThat(answer.quoted()).isEqualTo(new ExternalId("q" + requests.unique));
  }

  @Test
  void messageOfAMergedConversationIsFound() {
    var bsuid = "GB." + Ids.next();
    said(ada, "a", "TOKEN-1");
    said(Person.ofBsuid(bsuid), "b", "TOKEN-2");
    var both = new Person(bsuid, null, ada.waId(), null, null);
    said(both, "c", "TOKEN-3");

    assertThat(said(both, "d", "TOKEN-4", "elsewhere", "TOKEN-1").quote()).isEqualTo("hello a");
  }
}
