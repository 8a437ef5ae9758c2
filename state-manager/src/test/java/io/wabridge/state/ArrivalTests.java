package io.wabridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Who wrote, in which conversation, and was it here before. */
class ArrivalTests extends StateTest {

  @Autowired StringRedisTemplate redis;

  private final String bsuid = "GB." + Ids.next();
  private final String waId = "44" + Math.abs(bsuid.hashCode());

  @Test
  void theSameWebhookTwiceIsOneMessage() {
    var first = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var second = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.beginDelivery(first.message().value(), requests.intent());
    ledger.recordOutcome(first.message().value(), requests.outcome(Status.DELIVERED, "desk"));
    var third = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));

    assertThat(first.status()).isEqualTo(Status.RECEIVED);
    assertThat(second).isEqualTo(first);
    assertThat(third.message()).isEqualTo(first.message());
    assertThat(third.status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void oneWebhookSentToManyOfUsAtOnceIsOneMessageOfOneConversation() throws Exception {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      var located =
          all
              .invokeAll(
                  IntStream.range(0, 20)
                      .mapToObj(_ ->
                          (Callable<Object>)
                              () -> {
                                var one =
                                    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
                                return one.message() + " " + one.conversation();
                              })
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .distinct();
      assertThat(located).hasSize(1);
    }
  }

  @Test
  void aPersonIsTheSameByAnyOfTheIds() {
    var byNumber = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var byBoth =
        ledger.registerInbound(
            requests.by(new Person(bsuid, null, waId, "ada", "Ada Lovelace"), "b"));
    var byBsuid = ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "c"));

    assertThat(byBoth.conversation()).isEqualTo(byNumber.conversation());
    assertThat(byBsuid.conversation()).isEqualTo(byNumber.conversation());
    assertThat(byBsuid.deskAddress()).isEqualTo(byNumber.deskAddress()).isEqualTo(waId);
    assertThat(byBsuid.person().waId()).isEqualTo(waId);
    assertThat(byBsuid.person().name()).isEqualTo("Ada Lovelace");
  }

  @Test
  void twoConversationsThatTurnOutToBeOnePersonsDoNotStopTheMessages() {
    var byNumber = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var byBsuid = ledger.registerInbound(requests.by(Person.ofBsuid(bsuid), "b"));
    assertThat(byBsuid.conversation()).isNotEqualTo(byNumber.conversation());

    var byBoth =
        ledger.registerInbound(requests.by(new Person(bsuid, null, waId, null, null), "c"));

    assertThat(byBoth.conversation()).isIn(byNumber.conversation(), byBsuid.conversation());
  }

  @Test
  void onePersonOnTwoNumbersOfOneDeskIsTwoConversationsWithTwoAddresses() {
    var other = new ChannelId(Ids.next());
    var one = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var two =
        ledger.registerInbound(
            requests.by(Person.ofWaId(waId), other, "b", null, true, Instant.now()));

    assertThat(two.conversation()).isNotEqualTo(one.conversation());
    assertThat(two.deskAddress()).isNotEqualTo(one.deskAddress());
    assertThat(
            ledger
                .registerReply(requests.reply(two.deskAddress(), "r", 1))
                .conversation()
                .channel())
        .isEqualTo(other);
    assertThat(
            ledger
                .registerReply(requests.reply(one.deskAddress(), "s", 1))
                .conversation()
                .channel())
        .isEqualTo(requests.channel);
  }

  @Test
  void aPersonOfTwoTenantsIsTwoConversations() {
    var ours = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var theirs = ledger.registerInbound(new LedgerRequests().by(Person.ofWaId(waId), "a"));

    assertThat(theirs.conversation()).isNotEqualTo(ours.conversation());
  }

  @Test
  void theWindowIsOpenForADayFromWhatThePersonSaidLast() {
    var now = Instant.now();
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "a",
            null,
            true,
            now.minus(Duration.ofHours(25))));
    assertThat(ledger.registerReply(requests.reply(waId, "r1", 1)).windowOpen()).isFalse();

    ledger.registerInbound(
        requests.by(Person.ofWaId(waId), requests.channel, "b", null, false, now));
    assertThat(ledger.registerReply(requests.reply(waId, "r2", 1)).windowOpen()).isFalse();

    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "c",
            null,
            true,
            now.minus(Duration.ofHours(23))));
    var open = ledger.registerReply(requests.reply(waId, "r3", 1));
    assertThat(open.windowOpen()).isTrue();
    assertThat(open.lastInbound().value()).isEqualTo("c" + requests.unique);
  }

  @Test
  void aClockOfTheOtherSideThatGoesWrongDoesNotOpenTheWindowForEver() {
    ledger.registerInbound(
        requests.by(
            Person.ofWaId(waId),
            requests.channel,
            "a",
            null,
            true,
            Instant.now().plus(Duration.ofDays(9))));

    var until =
        Instant.parse(
            get("/api/v1/tenants/" + requests.tenant + "/conversations")
                .at("/items/0/windowClosesAt")
                .asString());
    assertThat(until).isBefore(Instant.now().plus(Duration.ofHours(25)));
  }

  @Test
  void whatAMessageRefersToIsQuoted() {
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));

    var answer =
        ledger.registerInbound(
            requests.by(Person.ofWaId(waId), requests.channel, "b", "a", true, Instant.now()));

    assertThat(answer.quote()).isEqualTo("hello a");
    assertThat(
            db.sql(
                    "select excerpt from message_tracking where tenant_id = :t and excerpt is not null")
                .param("t", requests.tenant.value())
                .query(byte[].class)
                .list())
        .allSatisfy(locked -> assertThat(new String(locked)).doesNotContain("hello"));
  }

  @Test
  void aNewNumberIsTheSamePersonForTheDesk() {
    var before = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.recordRename(
        new Ledger.Renamed(
            requests.tenant, requests.channel, Person.ofWaId(waId), Person.ofWaId("99" + waId)));

    var after = ledger.registerInbound(requests.by(Person.ofWaId("99" + waId), "b"));

    assertThat(after.conversation()).isEqualTo(before.conversation());
    assertThat(after.deskAddress()).isEqualTo(waId);
  }

  @Test
  void whereAPersonIsFoundIsKeptInRedis() {
    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.recordOutcome(
        arrived.message().value(),
        new Ledger.DeliveryOutcome(
            requests.tenant,
            "genesys-api-service",
            Status.DELIVERED,
            null,
            "desk-" + waId,
            null,
            null));

    var byPerson = "mapping:wa:" + requests.tenant + ":" + requests.channel + ":" + waId;
    var byDesk = "mapping:conv:" + requests.tenant + ":desk-" + waId;
    assertThat(redis.opsForValue().get(byPerson)).isEqualTo(arrived.conversation().value());
    assertThat(redis.opsForValue().get(byDesk)).isEqualTo(arrived.conversation().value());
    assertThat(redis.getExpire(byPerson)).isBetween(1L, 86_400L);
  }

  @Test
  void aWrongMemoryOfRedisLeadsToNobodyElse() {
    var stranger = new LedgerRequests();
    var theirs = stranger.by(Person.ofWaId("1" + waId), "x");
    var strange = ledger.registerInbound(theirs);
    redis
        .opsForValue()
        .set(
            "mapping:wa:" + requests.tenant + ":" + requests.channel + ":" + waId,
            strange.conversation().value());

    assertThat(ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).conversation())
        .isNotEqualTo(strange.conversation());
  }
}
