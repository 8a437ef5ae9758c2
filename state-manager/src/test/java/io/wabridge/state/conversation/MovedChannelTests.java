package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.client.HttpClientErrorException;

/** A channel moves to another desk: earlier messages stay, new messages go to the other desk. */
class MovedChannelTests extends StateTest {

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());
  private final Person ada = new Person(bsuid, null, waId, "ada", "Ada");
  private final Person bob = Person.ofWaId("7" + waId);
  private final DeskId former = requests.desk;
  private final DeskId other = new DeskId(Ids.next());

  private Arrival.Located said(DeskId desk, Person person, String id) {
    return ledger.registerInbound(requests.to(desk, person, id));
  }

  private Reply.Located replied(DeskId desk, String address, String id) {
    return ledger.registerReply(requests.reply(desk, address, null, id, 1));
  }

  private boolean closed(ConversationId conversation) {
    return get("/api/v1/tenants/" + requests.tenant + "/conversations/" + conversation)
        .has("closedAt");
  }

  private long conversations() {
    return db.sql("select count(*) from conversation_mappings where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .query(Long.class)
        .single();
  }

  @Test
  void opensAConversationAtTheNewDesk() {
    var adaBefore = said(former, ada, "a1");
    var bobBefore = said(former, bob, "b1");

    var adaNow = said(other, ada, "a2");

    assertThat(adaNow.conversation()).isNotEqualTo(adaBefore.conversation());
    assertThat(adaNow.desk()).isEqualTo(other);
    assertThat(adaNow.deskAddress()).isEqualTo(waId);
    assertThat(closed(adaBefore.conversation())).isTrue();
    assertThat(closed(adaNow.conversation())).isFalse();
    // a person who has not written since then continues with the former desk
    assertThat(closed(bobBefore.conversation())).isFalse();
    assertThat(replied(former, bobBefore.deskAddress(), "r").conversation().closedAt()).isNull();

    assertThat(said(other, ada, "a3").conversation()).isEqualTo(adaNow.conversation());
    assertThat(said(other, bob, "b2").conversation()).isNotEqualTo(bobBefore.conversation());
    assertThat(closed(bobBefore.conversation())).isTrue();
    assertThat(conversations()).isEqualTo(4);
  }

  @Test
  void refusesRepliesOfTheFormerDesk() {
    var before = said(former, ada, "a1");
    said(other, ada, "a2");

    var late = replied(former, before.deskAddress(), "r1");
    var again = replied(former, before.deskAddress(), "r1");
    var fresh = replied(other, waId, "r2");

    assertThat(late.conversation().id()).isEqualTo(before.conversation());
    assertThat(late.conversation().closedAt()).isBeforeOrEqualTo(Instant.now());
    assertThat(late.messages().getFirst().status()).isEqualTo(Status.RECEIVED);
    assertThat(again.conversation().closedAt()).isEqualTo(late.conversation().closedAt());
    assertThat(again.messages()).isEqualTo(late.messages());
    assertThat(fresh.conversation().closedAt()).isNull();
    assertThat(fresh.conversation().desk()).isEqualTo(other);
  }

  @Test
  void reopensTheConversationAfterMovingBack() {
    var first = said(former, ada, "a1");
    var second = said(other, ada, "a2");
    var back = said(former, ada, "a3");

    assertThat(back.conversation()).isEqualTo(first.conversation());
    assertThat(back.deskAddress()).isEqualTo(first.deskAddress());
    assertThat(closed(first.conversation())).isFalse();
    assertThat(closed(second.conversation())).isTrue();
    assertThat(replied(former, waId, "r1").conversation().closedAt()).isNull();
    assertThat(replied(other, waId, "r2").conversation().closedAt()).isNotNull();
    assertThat(said(other, ada, "a4").conversation()).isEqualTo(second.conversation());
    assertThat(conversations()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void findsThePersonAtTheNewDeskByAnyId(boolean withBsuid, boolean withWaId) {
    var before = said(former, ada, "a1");
    var now =
        said(
            other,
            new Person(withBsuid ? bsuid : null, null, withWaId ? waId : null, null, null),
            "a2");

    assertThat(now.person()).isEqualTo(ada);
    assertThat(now.deskAddress()).isEqualTo(waId);
    assertThat(closed(before.conversation())).isTrue();
    assertThat(said(other, Person.ofBsuid(bsuid), "a3").conversation())
        .isEqualTo(now.conversation());
    assertThat(said(other, Person.ofWaId(waId), "a4").conversation()).isEqualTo(now.conversation());
    assertThat(said(former, Person.ofBsuid(bsuid), "a5").conversation())
        .isEqualTo(before.conversation());
    assertThat(conversations()).isEqualTo(2);
  }

  @Test
  void usesAnIdFromOneDeskAtTheOther() {
    var first = said(former, Person.ofWaId(waId), "a1");
    said(other, ada, "a2");

    assertThat(said(former, ada, "a3").conversation()).isEqualTo(first.conversation());
    assertThat(said(former, Person.ofBsuid(bsuid), "a4").conversation())
        .isEqualTo(first.conversation());
  }

  @Test
  void acceptsAPersonWhoWroteToTheNewDeskThroughAnotherChannel() {
    var through = new ChannelId(Ids.next());
    said(former, ada, "a1");
    var there =
        ledger.registerInbound(
            new Arrival(
                requests.tenant,
                through,
                other,
                ada,
                new ExternalId("x" + requests.unique),
                "text",
                null,
                null,
                true,
                Instant.now(),
                Instant.now()));

    var moved = said(other, ada, "a2");

    assertThat(moved.deskAddress()).isNotEqualTo(there.deskAddress());
    assertThat(replied(other, there.deskAddress(), "r1").conversation().channel())
        .isEqualTo(through);
    assertThat(replied(other, moved.deskAddress(), "r2").conversation().channel())
        .isEqualTo(requests.channel);
    assertThat(said(other, ada, "a3").conversation()).isEqualTo(moved.conversation());
  }

  @Test
  void newOwnerOfANumberDoesNotGetTheFormerConversations() {
    var before = said(former, ada, "a1");
    var moved = said(other, ada, "a2");
    var owner = new Person(bsuid + "2", null, waId, null, null);

    var now = said(other, owner, "a3");
    var back = said(former, Person.ofWaId(waId), "a4");

    assertThat(now.conversation()).isNotEqualTo(moved.conversation());
    assertThat(back.conversation()).isNotEqualTo(before.conversation());
    assertThat(back.person().bsuid()).isEqualTo(owner.bsuid());
  }

  @Test
  void renamesAPersonAtEveryDesk() {
    var first = said(former, ada, "a1");
    var second = said(other, ada, "a2");
    var now = new Person(bsuid + "2", null, "99" + waId, null, null);
    ledger.recordRename(requests.renamed(ada, now, "r"));

    assertThat(said(other, now, "a3").conversation()).isEqualTo(second.conversation());
    assertThat(said(former, now, "a4").conversation()).isEqualTo(first.conversation());
  }

  @Test
  void repeatedMessageStaysAtItsFirstDesk() {
    var first = said(former, ada, "a1");

    var beforeAnythingElse = said(other, ada, "a1");
    assertThat(beforeAnythingElse).isEqualTo(first);
    assertThat(closed(first.conversation())).isFalse();

    var second = said(other, ada, "a2");
    var afterwards = said(other, ada, "a1");
    assertThat(afterwards.message()).isEqualTo(first.message());
    assertThat(afterwards.conversation()).isEqualTo(first.conversation());
    assertThat(afterwards.desk()).isEqualTo(former);
    assertThat(closed(first.conversation())).isTrue();
    assertThat(closed(second.conversation())).isFalse();
  }

  @Test
  void sendsStatusesToTheDeskThatSentTheMessage() {
    said(former, ada, "a1");
    var sent = replied(former, waId, "r1").messages().getFirst().id().value();
    ledger.beginDelivery(sent, requests.intent());
    ledger.recordOutcome(sent, requests.outcome(Status.ACCEPTED, "w1"));
    said(other, ada, "a2");

    var receipt = ledger.applyStatus(requests.statusUpdate("w1", sent, Status.DELIVERED)).forDesk();

    assertThat(receipt.desk()).isEqualTo(former);
    assertThat(receipt.deskAddress()).isEqualTo(waId);
  }

  @Test
  void keepsASessionPerDesk() {
    var first = said(former, ada, "a1").message().value();
    ledger.beginDelivery(first, requests.intent());
    var second = said(other, ada, "a2").message().value();

    assertThat(ledger.beginDelivery(second, requests.intent()).session()).isNull();
    ledger.recordOutcome(
        second, requests.delivered(new Session("theirs-" + waId, "b", Instant.now())));
    ledger.recordOutcome(
        first, requests.delivered(new Session("ours-" + waId, "a", Instant.now())));

    var third = said(other, ada, "a3").message().value();
    assertThat(ledger.beginDelivery(third, requests.intent()).session().state()).isEqualTo("b");
    var fourth = said(former, ada, "a4").message().value();
    assertThat(ledger.beginDelivery(fourth, requests.intent()).session().state()).isEqualTo("a");
  }

  @Test
  void movesTheWindowWithTheChannel() {
    said(former, ada, "a1");
    ledger.registerInbound(
        new Arrival(
            requests.tenant,
            requests.channel,
            other,
            ada,
            new ExternalId("reaction" + requests.unique),
            "reaction",
            null,
            null,
            false,
            Instant.now(),
            Instant.now()));

    var reply = replied(other, waId, "r1");
    assertThat(reply.windowOpen()).isTrue();
    assertThat(reply.lastInbound().value()).isEqualTo("a1" + requests.unique);
    assertThat(Duration.between(reply.conversation().lastInboundAt(), Instant.now()))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void findsAConversationByDeskAddressOpenOrClosed() {
    var first = said(former, ada, "a1");
    var second = said(other, ada, "a2");

    var closed = ledger.locate(new Ledger.DeskAddress(requests.tenant, former, waId));
    var open = ledger.locate(new Ledger.DeskAddress(requests.tenant, other, waId));

    assertThat(closed.id()).isEqualTo(first.conversation());
    assertThat(closed.closedAt()).isNotNull();
    assertThat(open.id()).isEqualTo(second.conversation());
    assertThat(open.closedAt()).isNull();
    assertThat(open.channel()).isEqualTo(requests.channel);
    assertThat(open.person()).isEqualTo(ada);
    for (var nothing :
        new Ledger.DeskAddress[] {
          new Ledger.DeskAddress(requests.tenant, other, "9" + waId),
          new Ledger.DeskAddress(new LedgerRequests().tenant, other, waId)
        }) {
      assertThatThrownBy(() -> ledger.locate(nothing))
          .isInstanceOf(HttpClientErrorException.NotFound.class);
    }
  }
}
