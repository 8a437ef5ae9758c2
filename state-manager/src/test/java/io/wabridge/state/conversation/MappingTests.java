package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.state.StateTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What Redis remembers saves a question and decides nothing: the database does. */
class MappingTests extends StateTest {

  @Autowired StringRedisTemplate redis;
  @Autowired MeterRegistry meters;

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());
  private final Person byNumber = Person.ofWaId(waId);
  private final Person byUserId = Person.ofBsuid(bsuid);

  private Arrival.Located said(Person person, String id) {
    return ledger.registerInbound(requests.by(person, id));
  }

  private void deliver(Arrival.Located arrived, String deskConversation) {
    ledger.beginDelivery(arrived.message().value(), requests.intent());
    ledger.recordOutcome(
        arrived.message().value(),
        requests.delivered(new Session(deskConversation, null, Instant.now())));
  }

  private String ofPerson(Person person) {
    return "mapping:wa:" + requests.tenant + ":" + requests.channel + ":" + person.key();
  }

  private String ofDesk(String deskConversation) {
    return "mapping:conv:" + requests.tenant + ":" + requests.desk + ":" + deskConversation;
  }

  private ConversationId atDesk(String deskConversation) {
    return ledger
        .locateAtDesk(new Ledger.DeskConversation(requests.tenant, requests.desk, deskConversation))
        .id();
  }

  private double counted(String mapping, String outcome) {
    var counter =
        meters.find("bridge.mappings").tag("mapping", mapping).tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void hitsAndMissesAreCounted() {
    var hits = counted("wa", "hit");
    var misses = counted("wa", "miss");
    said(byNumber, "a");
    assertThat(counted("wa", "miss")).isEqualTo(misses + 1);

    said(byNumber, "b");
    assertThat(counted("wa", "hit")).isEqualTo(hits + 1);
  }

  @Test
  void entryFromBeforeAMergeIsNotUsed() {
    var number = said(byNumber, "a");
    var kept = said(byUserId, "b");
    said(new Person(bsuid, null, waId, null, null), "c");
    redis.opsForValue().set(ofPerson(byNumber), number.conversation().value());
    var stale = counted("wa", "stale");

    assertThat(said(byNumber, "d").conversation()).isEqualTo(kept.conversation());
    assertThat(counted("wa", "stale")).isEqualTo(stale + 1);
    assertThat(redis.opsForValue().get(ofPerson(byNumber))).isEqualTo(kept.conversation().value());
  }

  @Test
  void entryFromBeforeAHandoverIsNotUsed() {
    var first = said(byNumber, "a");
    var human = new DeskId("human" + Ids.next());
    var to =
        client(ConversationRegistry.class)
            .handOver(
                first.conversation().value(),
                new ConversationRegistry.Handover(requests.tenant, human, "e", Instant.now()))
            .to();
    redis.opsForValue().set(ofPerson(byNumber), first.conversation().value());

    var next = said(byNumber, "b");

    assertThat(next.conversation()).isEqualTo(to.id());
    assertThat(next.desk()).isEqualTo(human);
  }

  @Test
  void entryOfAFormerOwnerOfTheNumberIsNotUsed() {
    var former = said(new Person(bsuid, null, waId, null, null), "a");
    var owner = new Person("GB." + Ids.next(), null, waId, null, null);
    redis.opsForValue().set(ofPerson(owner), former.conversation().value());

    assertThat(said(owner, "b").conversation()).isNotEqualTo(former.conversation());
  }

  @Test
  void renamedPersonIsForgotten() {
    said(byUserId, "a");
    assertThat(redis.hasKey(ofPerson(byUserId))).isTrue();

    ledger.recordRename(requests.renamed(byUserId, Person.ofBsuid("GB." + Ids.next()), "r"));

    assertThat(redis.hasKey(ofPerson(byUserId))).isFalse();
  }

  @Test
  void deskConversationIsRememberedWithItsDelivery() {
    var arrived = said(byNumber, "a");
    deliver(arrived, "c-" + waId);

    assertThat(redis.opsForValue().get(ofDesk("c-" + waId)))
        .isEqualTo(arrived.conversation() + " " + requests.channel + " " + waId);
  }

  /** Redis is flushed in the middle: late messages of the former conversation find their person. */
  @Test
  void formerDeskConversationIsFoundWithRedisEmpty() {
    var arrived = said(byNumber, "a");
    deliver(arrived, "c-" + waId);
    deliver(said(byNumber, "b"), "d-" + waId);
    redis.delete(List.of(ofDesk("c-" + waId), ofDesk("d-" + waId), ofPerson(byNumber)));

    assertThat(atDesk("c-" + waId)).isEqualTo(arrived.conversation());
    assertThat(atDesk("d-" + waId)).isEqualTo(arrived.conversation());
    assertThat(said(byNumber, "c").conversation()).isEqualTo(arrived.conversation());
  }
}
