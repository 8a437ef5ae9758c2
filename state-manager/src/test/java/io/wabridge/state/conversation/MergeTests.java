package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two conversations of one person become one. */
class MergeTests extends StateTest {

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());
  private final Person byNumber = Person.ofWaId(waId);
  private final Person byUserId = Person.ofBsuid(bsuid);
  private final Person both = new Person(bsuid, null, waId, null, "Ada");

  private Arrival.Located said(Person person, String id) {
    return ledger.registerInbound(requests.by(person, id));
  }

  private Reply.Located replied(String address, String id) {
    return ledger.registerReply(requests.reply(address, id, 1));
  }

  /** What the inbound stage registers for a change of ids. */
  private Arrival notice(Person person, String id) {
    return new Arrival(
        requests.tenant,
        requests.channel,
        requests.desk,
        person,
        new ExternalId(id + requests.unique),
        "notice",
        null,
        null,
        false,
        Instant.now(),
        Instant.now());
  }

  private void deliver(Arrival.Located arrived, String deskConversation) {
    ledger.beginDelivery(arrived.message().value(), requests.intent());
    ledger.recordOutcome(
        arrived.message().value(),
        requests.delivered(new Session(deskConversation, null, Instant.now())));
  }

  private String send(Reply.Located reply, String externalId) {
    var id = reply.messages().getFirst().id().value();
    ledger.beginDelivery(id, requests.intent());
    ledger.recordOutcome(id, requests.outcome(Status.ACCEPTED, externalId));
    return id;
  }

  private JsonNode view(ConversationId id) {
    return get("/api/v1/tenants/" + requests.tenant + "/conversations/" + id);
  }

  @Test
  void numberThenUserIdThenBothThenNumberAgain() {
    var number = said(byNumber, "a");
    var userId = said(byUserId, "b");
    var named = said(both, "c");
    var again = said(byNumber, "d");
    var userIdAgain = said(byUserId, "e");

    assertThat(userId.conversation()).isNotEqualTo(number.conversation());
    assertThat(named.conversation()).isEqualTo(userId.conversation());
    assertThat(again.conversation()).isEqualTo(named.conversation());
    assertThat(userIdAgain.conversation()).isEqualTo(named.conversation());
    assertThat(again.person()).isEqualTo(both);
    assertThat(view(number.conversation()).path("mergedInto").asString())
        .isEqualTo(named.conversation().value());
    assertThat(view(number.conversation()).has("closedAt")).isTrue();
    assertThat(view(named.conversation()).has("closedAt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void conversationWithTheMostRecentActivityGoesOn(boolean numberLast) {
    said(numberLast ? byUserId : byNumber, "a");
    var last = said(numberLast ? byNumber : byUserId, "b");

    assertThat(said(both, "c").conversation()).isEqualTo(last.conversation());
  }

  @Test
  void agentInTheClosedConversationIsNotified() {
    var number = said(byNumber, "a");
    said(byUserId, "b");
    var named = said(both, "c");

    assertThat(named.notices()).hasSize(1);
    var notice = named.notices().getFirst();
    assertThat(notice.about()).isEqualTo(NoticeKind.CONVERSATION_JOINED);
    assertThat(notice.conversation()).isEqualTo(number.conversation());
    assertThat(notice.deskAddress()).isEqualTo(number.deskAddress());
    assertThat(notice.desk()).isEqualTo(requests.desk);
    assertThat(said(both, "c").notices()).isEqualTo(named.notices());

    ledger.beginDelivery(notice.message().value(), requests.intent());
    ledger.recordOutcome(notice.message().value(), requests.outcome(Status.DELIVERED, "n"));
    assertThat(said(both, "c").notices()).isEmpty();
    assertThat(said(both, "d").notices()).isEmpty();
  }

  /** Its registration did not see the merge yet, and the merge did not see it. */
  @Test
  void answerThatWasRegisteredDuringTheMergeReachesThePerson() {
    var number = said(byNumber, "a");
    said(byUserId, "b");
    var answer = replied(number.deskAddress(), "r").messages().getFirst().id().value();
    said(both, "c");
    db.sql("update message_tracking set conversation_id = :closed where id = :id")
        .param("closed", number.conversation().value())
        .param("id", answer)
        .update();

    assertThat(ledger.beginDelivery(answer, requests.intent()).person()).isEqualTo(both);
  }

  @Test
  void answerInTheClosedConversationReachesThePerson() {
    var number = said(byNumber, "a");
    var userId = said(byUserId, "b");
    deliver(number, "desk-1-" + waId);
    deliver(userId, "desk-2-" + waId);
    said(both, "c");

    var answer =
        ledger.registerReply(
            requests.reply(requests.desk, number.deskAddress(), "desk-1-" + waId, "r", 1));

    assertThat(answer.conversation().id()).isEqualTo(userId.conversation());
    assertThat(answer.conversation().person()).isEqualTo(both);
    assertThat(answer.conversation().closedAt()).isNull();
    assertThat(answer.windowOpen()).isTrue();
    var receipt = receipt(send(answer, "w"), "w");
    assertThat(receipt).isEqualTo(number.deskAddress());
    assertThat(view(userId.conversation()).path("deskConversationId").asString())
        .isEqualTo("desk-2-" + waId);
    assertThat(replied(userId.deskAddress(), "s").conversation().id())
        .isEqualTo(userId.conversation());
  }

  /** The address to which the receipt of a delivered message goes. */
  private String receipt(String id, String externalId) {
    return ledger
        .applyStatus(requests.statusUpdate(externalId, id, Status.DELIVERED))
        .forDesk()
        .deskAddress();
  }

  @Test
  void receiptsOfEarlierMessagesStillFindTheirWay() {
    var number = said(byNumber, "a");
    var earlier = send(replied(number.deskAddress(), "r"), "w");
    said(byUserId, "b");
    var named = said(both, "c");

    assertThat(receipt(earlier, "w")).isEqualTo(number.deskAddress());
    assertThat(conversationOf(earlier)).isEqualTo(named.conversation().value());
  }

  @Test
  void receiptsAreShownWithTheSessionOfTheConversationInWhichTheAgentWrote() {
    var number = said(byNumber, "a");
    deliver(number, "desk-1-" + waId);
    var earlier = send(replied(number.deskAddress(), "r"), "w");
    var userId = said(byUserId, "b");
    deliver(userId, "desk-2-" + waId);
    assertThat(sessionOfReceipt(earlier)).isEqualTo("desk-1-" + waId);

    said(both, "c");
    var later = send(replied(userId.deskAddress(), "s"), "x");

    assertThat(conversationOf(earlier)).isEqualTo(conversationOf(later));
    assertThat(sessionOfReceipt(earlier)).isEqualTo("desk-1-" + waId);
    assertThat(sessionOfReceipt(later)).isEqualTo("desk-2-" + waId);
    assertThat(ledger.receiptSession(requests.tenant.value(), Ids.next()).session()).isNull();
  }

  private String sessionOfReceipt(String message) {
    return ledger.receiptSession(requests.tenant.value(), message).session().conversation();
  }

  private String conversationOf(String message) {
    return db.sql("select conversation_id from message_tracking where id = :id")
        .param("id", message)
        .query(String.class)
        .single();
  }

  @Test
  void historyIsJoinedAndMessagesOnTheirWayStay() {
    var delivered = said(byNumber, "a");
    deliver(delivered, "desk-1-" + waId);
    var onItsWay = said(byNumber, "b");
    said(byUserId, "c");
    var named = said(both, "d");

    assertThat(conversationOf(delivered.message().value())).isEqualTo(named.conversation().value());
    assertThat(ledger.beginDelivery(onItsWay.message().value(), requests.intent()).session())
        .extracting(Session::conversation)
        .isEqualTo("desk-1-" + waId);
    var answer =
        ledger.registerInbound(requests.by(both, requests.channel, "e", "a", true, Instant.now()));
    assertThat(answer.quote()).isEqualTo("hello a");
    assertThat(said(byNumber, "a").message()).isEqualTo(delivered.message());
  }

  /** They were named by the same id, so the later one must not overtake. */
  @Test
  void laterMessagesGoBehindThoseThatTheClosedConversationStillDelivers() {
    var waiting = said(byUserId, "a");
    said(byNumber, "b");
    var named = said(both, "c");
    var later = said(byUserId, "d");

    var lane = new Arrival.Behind(waiting.conversation(), requests.desk);
    assertThat(later.conversation()).isEqualTo(named.conversation());
    assertThat(List.of(named, later)).extracting(Arrival.Located::behind).containsOnly(lane);
    assertThat(begin(waiting, waiting.conversation())).isEqualTo(Go.GO);
    ledger.recordOutcome(waiting.message().value(), requests.delivered(null));
    for (var message : List.of(named, later)) {
      assertThat(begin(message, waiting.conversation())).isEqualTo(Go.MOVED);
      arrived(message);
      assertThat(begin(message, named.conversation())).isEqualTo(Go.GO);
    }
    assertThat(said(byUserId, "e").behind()).isNull();
  }

  /** It is not known when a parked message is delivered. */
  @Test
  void laterMessagesDoNotGoBehindParkedOnes() {
    var parked = said(byUserId, "a");
    said(byNumber, "b");
    db.sql("update message_tracking set status = 'PARKED' where id = :id")
        .param("id", parked.message().value())
        .update();

    assertThat(said(both, "c").behind()).isNull();
    assertThat(said(byUserId, "d").behind()).isNull();
  }

  private Go begin(Arrival.Located message, ConversationId lane) {
    var intent = new Ledger.Intent(requests.tenant, "desk", null, null, lane.value());
    return ledger.beginDelivery(message.message().value(), intent).go();
  }

  private void arrived(Arrival.Located message) {
    client(ConversationRegistry.class)
        .recordArrived(
            message.message().value(),
            new ConversationRegistry.Moved(requests.tenant, message.conversation()));
  }

  @Test
  void mergedConversationsAreFollowedToTheLast() {
    var first = said(byNumber, "a");
    said(byUserId, "b");
    said(both, "c");
    var other = new Person(bsuid + "2", null, "9" + waId, null, null);
    ledger.recordRename(requests.renamed(both, Person.ofBsuid(bsuid + "2"), "r"));
    var newNumber = said(Person.ofWaId("9" + waId), "d");
    var last = said(other, "e");

    assertThat(last.conversation()).isEqualTo(newNumber.conversation());
    assertThat(replied(first.deskAddress(), "r").conversation().id())
        .isEqualTo(last.conversation());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void personWhoWroteWithTheNewNumberBeforeItsNoticeHasOneConversation(boolean newNumberLast) {
    var first = newNumberLast ? said(both, "a") : said(Person.ofWaId("9" + waId), "a");
    var second = newNumberLast ? said(Person.ofWaId("9" + waId), "b") : said(both, "b");
    var now = new Person(bsuid + "2", null, "9" + waId, null, null);
    ledger.recordRename(requests.renamed(both, now, "r"));
    ledger.recordRename(requests.renamed(both, now, "r"));

    var notice = ledger.registerInbound(notice(now, "r"));
    assertThat(notice.conversation()).isEqualTo(second.conversation());
    assertThat(notice.person().waId()).isEqualTo("9" + waId);
    assertThat(notice.notices())
        .extracting(Arrival.Notice::conversation)
        .containsExactly(first.conversation());
    for (var address : List.of(first.deskAddress(), second.deskAddress())) {
      assertThat(replied(address, Ids.next()).conversation().person().waId()).isEqualTo("9" + waId);
    }
  }

  @Test
  void windowIsTheLaterOne() {
    var now = Instant.now();
    ledger.registerInbound(requests.by(byNumber, requests.channel, "a", null, true, now));
    ledger.registerInbound(
        requests.by(byUserId, requests.channel, "b", null, true, now.minusSeconds(200_000)));
    var named =
        ledger.registerInbound(
            requests.by(both, requests.channel, "c", null, false, now.minusSeconds(200_000)));

    var answer = replied(named.deskAddress(), "r");
    assertThat(answer.windowOpen()).isTrue();
    assertThat(answer.lastInbound()).isEqualTo(new ExternalId("a" + requests.unique));
  }

  @Test
  void personsWithContradictingIdsAreNotMerged() {
    var owner = said(both, "a");
    var other = said(new Person(bsuid + "2", null, "9" + waId, null, null), "b");
    var mixed = said(new Person(bsuid, null, "9" + waId, null, null), "c");

    assertThat(
            List.of(owner, other).stream().map(one -> view(one.conversation()).has("mergedInto")))
        .containsOnly(false);
    assertThat(mixed.conversation()).isNotEqualTo(other.conversation());
  }

  @Test
  void mergesAtTheDeskOfTheChannel() {
    said(byNumber, "a");
    var elsewhere = new DeskId(Ids.next());
    var there = ledger.registerInbound(requests.to(elsewhere, byUserId, "b"));
    var named = ledger.registerInbound(requests.to(elsewhere, both, "c"));

    assertThat(named.conversation()).isEqualTo(there.conversation());
    assertThat(named.person()).isEqualTo(both);
    assertThat(named.notices()).isEmpty();
  }

  @Test
  void numberHasANewOwner() {
    var before = said(both, "a");
    var now = said(new Person(bsuid + "2", null, waId, null, null), "b");

    assertThat(now.conversation()).isNotEqualTo(before.conversation());
    assertThat(now.notices())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.about()).isEqualTo(NoticeKind.NUMBER_HAS_NEW_OWNER);
          assertThat(notice.conversation()).isEqualTo(before.conversation());
          assertThat(notice.deskAddress()).isEqualTo(before.deskAddress());
          assertThat(notice.person()).isEqualTo(new Person(bsuid, null, null, null, "Ada"));
        });
    assertThat(replied(before.deskAddress(), "r").conversation().person().waId()).isNull();
  }
}
