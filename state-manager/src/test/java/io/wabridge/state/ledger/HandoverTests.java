package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpClientErrorException;

/** Status of a message: its delivery begins, ends and is reported to the desk, each once. */
class HandoverTests extends StateTest {

  private final String waId = "44" + Math.abs(Ids.next().hashCode());

  @BeforeEach
  void aPersonHasWritten() {
    ledger.registerInbound(requests.by(Person.ofWaId(waId), "first"));
  }

  private List<Reply.Registered> replied(String id, int parts) {
    return ledger.registerReply(requests.reply(waId, id, parts)).messages();
  }

  private String one(String id) {
    return replied(id, 1).getFirst().id().value();
  }

  private String accepted(String id) {
    var message = one(id);
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid-" + id));
    return message;
  }

  @Test
  void registersARepeatedReplyOnce() {
    var first = replied("a", 3);

    assertThat(replied("a", 3)).isEqualTo(first);
    assertThat(first.stream().map(part -> part.id().value()).distinct()).hasSize(3);
  }

  @Test
  void registersNothingForAnUnknownAddress() {
    assertThatThrownBy(() -> ledger.registerReply(requests.reply("unknown", "a", 1)))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThatThrownBy(() -> ledger.registerReply(new LedgerRequests().reply(waId, "a", 1)))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }

  @Test
  void findsAQuotedMessageOfEitherSideByTheDesksId() {
    accepted("a");
    assertThat(atChannel("a")).isEqualTo("wamid-a" + requests.unique);
    assertThat(atChannel("unknown")).isNull();
    one("b");
    assertThat(atChannel("b")).as("not sent yet").isNull();

    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "second")).message();
    ledger.beginDelivery(arrived.value(), requests.intent());
    ledger.recordOutcome(arrived.value(), requests.outcome(Status.DELIVERED, "88-1"));
    assertThat(atChannel("88-1")).isEqualTo("second" + requests.unique);
  }

  @Test
  void findsAQuotedMessageByOurId() {
    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "second")).message();

    var id = new ExternalId(arrived.value());
    assertThat(
            ledger.findAtChannel(new Ledger.DeskMessage(requests.tenant, requests.desk, id)).id())
        .as("the desk has not answered yet")
        .isEqualTo(new ExternalId("second" + requests.unique));
    var other = new Ledger.DeskMessage(requests.tenant, new DeskId("other"), id);
    assertThat(ledger.findAtChannel(other).id()).isNull();
  }

  @Test
  void findsThePersonsLastMessageWhileTheWindowIsOpen() {
    var address = new Ledger.DeskAddress(requests.tenant, requests.desk, waId);
    var last = ledger.findLastInbound(address);
    assertThat(last.message()).isEqualTo(new ExternalId("first" + requests.unique));
    assertThat(last.conversation().deskAddress()).isEqualTo(waId);

    db.sql(
            """
            update conversation_mappings set last_inbound_at = now() - interval '25 hours'
            where conversation_id = :id
            """)
        .param("id", last.conversation().id().value())
        .update();
    assertThat(ledger.findLastInbound(address).message()).isNull();
    assertThatThrownBy(() ->
            ledger.findLastInbound(
                new Ledger.DeskAddress(requests.tenant, requests.desk, "unknown")))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }

  private String atChannel(String deskMessage) {
    var id = new ExternalId(deskMessage + requests.unique);
    var found =
        ledger.findAtChannel(new Ledger.DeskMessage(requests.tenant, requests.desk, id)).id();
    return found == null ? null : found.value();
  }

  @Test
  void deliversAMessageOnce() {
    var message = one("a");

    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.GO);
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid"));
    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.DONE);
  }

  @Test
  void sameAttemptMayBeginAgainAfterALostAnswer() {
    var message = one("a");

    assertThat(ledger.beginDelivery(message, requests.intent("mine")).go()).isEqualTo(Go.GO);
    assertThat(ledger.beginDelivery(message, requests.intent("mine")).go()).isEqualTo(Go.GO);
    assertThat(ledger.beginDelivery(message, requests.intent("another")).go())
        .isEqualTo(Go.UNCERTAIN);
    assertThat(ledger.beginDelivery(message, requests.intent("mine")).go()).isEqualTo(Go.UNCERTAIN);
  }

  @Test
  void interruptedDeliveryToThePersonIsUncertain() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());

    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.UNCERTAIN);
    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.UNCERTAIN);
    assertThat(statusOf(message)).isEqualTo("UNCERTAIN");

    ledger.applyStatus(requests.statusUpdate("wamid", message, Status.DELIVERED));
    assertThat(statusOf(message)).isEqualTo("DELIVERED");
    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.DONE);
  }

  @Test
  void interruptedDeliveryToTheDeskIsRepeated() {
    var message = ledger.registerInbound(requests.by(Person.ofWaId(waId), "b")).message().value();
    ledger.beginDelivery(message, requests.intent());

    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.GO);
  }

  @Test
  void deferredDeliveryMayBeginAgain() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.RECEIVED, null));

    assertThat(ledger.beginDelivery(message, requests.intent()).go()).isEqualTo(Go.GO);
  }

  @ParameterizedTest
  @CsvSource({
    "SENT DELIVERED READ, READ",
    "READ DELIVERED SENT, READ",
    "DELIVERED SENT, DELIVERED",
    "DELIVERED FAILED, DELIVERED",
    "READ FAILED, READ",
    "FAILED DELIVERED, FAILED",
    "SENT FAILED, FAILED",
    "SENT SENT SENT, SENT"
  })
  void movesForwardOnlyInAnyOrderOfStatuses(String statuses, Status expected) {
    var message = accepted("a");

    for (var status : statuses.split(" ")) {
      assertThat(
              ledger
                  .applyStatus(requests.statusUpdate("wamid-a", null, Status.valueOf(status)))
                  .known())
          .isTrue();
    }

    assertThat(statusOf(message)).isEqualTo(expected.name());
  }

  /** The provider uses another id than the one with which it took the message. */
  @Test
  void replacesAProvisionalIdByTheFirstStatus() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "provisional:0d0eaa9e"));

    ledger.applyStatus(requests.statusUpdate("wamid-a", message, Status.SENT));

    assertThat(ledger.applyStatus(requests.statusUpdate("wamid-a", null, Status.READ)).known())
        .as("by the provider's own id alone")
        .isTrue();
    assertThat(statusOf(message)).isEqualTo("READ");
  }

  @Test
  void doesNotGoBackToAProvisionalId() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());
    ledger.applyStatus(requests.statusUpdate("wamid-a", message, Status.SENT));
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "provisional:0d0eaa9e"));

    assertThat(ledger.applyStatus(requests.statusUpdate("wamid-a", null, Status.READ)).known())
        .isTrue();
  }

  @Test
  void acceptsAStatusBeforeTheOutcomeOfTheDelivery() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());

    assertThat(ledger.applyStatus(requests.statusUpdate("wamid-a", message, Status.SENT)).known())
        .isTrue();
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid-a"));
    assertThat(statusOf(message)).isEqualTo("SENT");
    assertThat(ledger.applyStatus(requests.statusUpdate("wamid-a", null, Status.READ)).known())
        .isTrue();
    assertThat(statusOf(message)).isEqualTo("READ");
  }

  @Test
  void statusOfAForeignMessageIsUnknown() {
    assertThat(ledger.applyStatus(requests.statusUpdate("foreign", null, Status.READ)).known())
        .isFalse();
    assertThat(new LedgerRequests().statusUpdate("first", null, Status.READ)).isNotNull();
  }

  @Test
  void statusOfAnotherTenantChangesNothing() {
    var message = accepted("a");
    var foreign = new LedgerRequests().statusUpdate("x", message, Status.FAILED);

    assertThat(ledger.applyStatus(foreign).known()).isFalse();
    assertThat(statusOf(message)).isEqualTo("ACCEPTED");
  }

  @Test
  void notifiesTheDeskOnceWhenAllPartsAreDelivered() {
    var parts = replied("a", 2);
    for (var part : parts) {
      ledger.beginDelivery(part.id().value(), requests.intent());
      ledger.recordOutcome(part.id().value(), requests.outcome(Status.ACCEPTED, part.id().value()));
    }
    var first = parts.get(0).id().value();
    var second = parts.get(1).id().value();

    assertThat(ledger.applyStatus(requests.statusUpdate(first, null, Status.SENT)).forDesk())
        .isNull();
    assertThat(ledger.applyStatus(requests.statusUpdate(first, null, Status.DELIVERED)).forDesk())
        .isNull();
    var receipt =
        ledger.applyStatus(requests.statusUpdate(second, null, Status.DELIVERED)).forDesk();

    assertThat(receipt.status()).isEqualTo(Status.DELIVERED);
    assertThat(receipt.externalId()).isEqualTo(new ExternalId("a" + requests.unique));
    assertThat(receipt.deskAddress()).isEqualTo(waId);
    assertThat(ledger.applyStatus(requests.statusUpdate(second, null, Status.READ)).forDesk())
        .isNull();
    ledger.markDeskNotified(second, new Ledger.DeskNotified(requests.tenant, Status.DELIVERED));
    assertThat(ledger.applyStatus(requests.statusUpdate(first, null, Status.READ)).forDesk())
        .isNull();
  }

  @Test
  void notifiesTheDeskAtOnceWhenAPartFails() {
    var parts = replied("a", 2);
    for (var part : parts) {
      ledger.beginDelivery(part.id().value(), requests.intent());
      ledger.recordOutcome(part.id().value(), requests.outcome(Status.ACCEPTED, part.id().value()));
    }

    var receipt =
        ledger
            .applyStatus(requests.statusUpdate(parts.get(1).id().value(), null, Status.FAILED))
            .forDesk();
    assertThat(receipt.status()).isEqualTo(Status.FAILED);
    assertThat(receipt.reason()).isEqualTo(Reason.NOT_ON_WHATSAPP);
    assertThat(receipt.detail()).isEqualTo("131026");

    ledger.markDeskNotified(
        parts.get(1).id().value(), new Ledger.DeskNotified(requests.tenant, Status.FAILED));
    assertThat(
            ledger
                .applyStatus(
                    requests.statusUpdate(parts.get(0).id().value(), null, Status.DELIVERED))
                .forDesk())
        .isNull();
  }

  @Test
  void doesNotReportAFailureAfterTheDelivery() {
    accepted("a");
    ledger.applyStatus(requests.statusUpdate("wamid-a", null, Status.DELIVERED));

    var late = ledger.applyStatus(requests.statusUpdate("wamid-a", null, Status.FAILED)).forDesk();

    assertThat(late == null || late.status() == Status.DELIVERED).isTrue();
  }

  @Test
  void repeatsAnUnreportedFailureAtTheNextTry() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.FAILED, null));

    var again = ledger.beginDelivery(message, requests.intent());
    assertThat(again.go()).isEqualTo(Go.DONE);
    assertThat(again.forDesk().status()).isEqualTo(Status.FAILED);

    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.FAILED));
    assertThat(ledger.beginDelivery(message, requests.intent()).forDesk()).isNull();
  }

  private long receipts(String message, String... statuses) {
    return Arrays.stream(statuses)
        .map(status ->
            ledger.applyStatus(requests.statusUpdate("wamid-a", message, Status.valueOf(status))))
        .filter(applied -> applied.forDesk() != null)
        .count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SENT DELIVERED READ",
        "DELIVERED READ",
        "READ DELIVERED SENT",
        "DELIVERED DELIVERED DELIVERED DELIVERED DELIVERED",
        "FAILED FAILED",
        "FAILED DELIVERED",
        "DELIVERED FAILED",
        "SENT READ FAILED"
      })
  void deliveredAndReadInOneWebhook(String statuses) {
    var message = accepted("a");

    assertThat(receipts(message, statuses.split(" "))).isEqualTo(1);
  }

  private String acceptedShowing(String id, Status... shown) {
    var reply = requests.reply(waId, id, 1, Set.of(shown));
    var message = ledger.registerReply(reply).messages().getFirst().id().value();
    ledger.beginDelivery(message, requests.intent());
    ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid-" + id));
    return message;
  }

  @ParameterizedTest
  @CsvSource({
    "SENT DELIVERED READ, SENT DELIVERED READ",
    "SENT SENT DELIVERED DELIVERED READ READ, SENT DELIVERED READ",
    "READ DELIVERED SENT, READ",
    "DELIVERED SENT READ, DELIVERED READ",
    "SENT FAILED DELIVERED, SENT FAILED",
    "FAILED FAILED SENT, FAILED",
    "SENT DELIVERED FAILED, SENT DELIVERED"
  })
  void deskThatShowsMoreGetsEachStatusOnceInOrder(String statuses, String receipts) {
    var message = acceptedShowing("a", Status.SENT, Status.READ);

    assertThat(
            Arrays.stream(statuses.split(" "))
                .map(status ->
                    ledger
                        .applyStatus(
                            requests.statusUpdate("wamid-a", message, Status.valueOf(status)))
                        .forDesk())
                .filter(Objects::nonNull)
                .map(receipt -> receipt.status().name()))
        .containsExactly(receipts.split(" "));
  }

  @Test
  void deskThatShowsOneMoreStatusGetsOnlyThat() {
    var message = acceptedShowing("a", Status.READ);

    assertThat(receipts(message, "SENT")).isZero();
    assertThat(receipts(message, "DELIVERED")).isEqualTo(1);
    assertThat(receipts(message, "READ")).isEqualTo(1);
  }

  @Test
  void nextStatusFollowsOneThatTheDeskHas() {
    var message = acceptedShowing("a", Status.SENT, Status.READ);
    var sent = requests.statusUpdate("wamid-a", message, Status.SENT, "envelope-1");
    assertThat(ledger.applyStatus(sent).forDesk().status()).isEqualTo(Status.SENT);
    assertThat(ledger.applyStatus(sent).forDesk().status()).isEqualTo(Status.SENT);
    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.SENT));
    assertThat(ledger.applyStatus(sent).forDesk()).isNull();

    assertThat(receipts(message, "DELIVERED", "READ")).isEqualTo(2);
    assertThat(ledger.receiptState(message, new Ledger.ReceiptQuery(requests.tenant)).status())
        .isEqualTo(Status.SENT);
  }

  @Test
  void acceptedIsReportedToADeskThatShowsIt() {
    var reply = requests.reply(waId, "a", 1, Set.of(Status.ACCEPTED, Status.SENT));
    var message = ledger.registerReply(reply).messages().getFirst().id().value();
    ledger.beginDelivery(message, requests.intent());
    var recorded = ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "wamid-a"));

    assertThat(recorded.forDesk().status()).isEqualTo(Status.ACCEPTED);
    assertThat(recorded.forDesk().deskAddress()).isEqualTo(waId);
    assertThat(ledger.beginDelivery(message, requests.intent()).forDesk().status())
        .as("the stage may die before it publishes the receipt")
        .isEqualTo(Status.ACCEPTED);
    assertThat(receipts(message, "SENT", "DELIVERED", "READ")).isEqualTo(2);
  }

  @Test
  void partsAreReportedWhenAllHaveTheStatus() {
    var reply = requests.reply(waId, "a", 2, Set.of(Status.ACCEPTED, Status.SENT, Status.READ));
    var parts =
        ledger.registerReply(reply).messages().stream().map(part -> part.id().value()).toList();
    var accepted =
        parts.stream()
            .map(part -> {
              ledger.beginDelivery(part, requests.intent());
              return ledger.recordOutcome(part, requests.outcome(Status.ACCEPTED, part)).forDesk();
            })
            .toList();
    assertThat(accepted.getFirst()).isNull();
    assertThat(accepted.getLast().status()).isEqualTo(Status.ACCEPTED);

    for (var status : List.of(Status.SENT, Status.DELIVERED, Status.READ)) {
      var first = requests.statusUpdate(parts.getFirst(), null, status);
      assertThat(ledger.applyStatus(first).forDesk()).isNull();
      var last = requests.statusUpdate(parts.getLast(), null, status);
      assertThat(ledger.applyStatus(last).forDesk().status()).isEqualTo(status);
    }
  }

  @Test
  void concurrentStatusesGetOneReceiptOfAKind() throws Exception {
    var message = acceptedShowing("a", Status.SENT, Status.READ);
    var statuses = List.of(Status.SENT, Status.DELIVERED, Status.READ);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 30)
              .<Callable<Ledger.Applied>>mapToObj(n ->
                  () ->
                      ledger.applyStatus(
                          requests.statusUpdate("wamid-a", message, statuses.get(n % 3))))
              .toList();

      assertThat(
              threads.invokeAll(asked).stream()
                  .map(Future::resultNow)
                  .map(Ledger.Applied::forDesk)
                  .filter(Objects::nonNull)
                  .map(Receipt::status))
          .doesNotHaveDuplicates()
          .contains(Status.READ);
    }
  }

  @Test
  void concurrentStatusesGetOneReceipt() throws Exception {
    var message = accepted("a");
    var statuses =
        List.of(Status.SENT, Status.DELIVERED, Status.READ, Status.DELIVERED, Status.READ);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 40)
              .<Callable<Ledger.Applied>>mapToObj(n ->
                  () ->
                      ledger.applyStatus(
                          requests.statusUpdate("wamid-a", message, statuses.get(n % 5))))
              .toList();

      assertThat(threads.invokeAll(asked).stream().map(Future::resultNow))
          .filteredOn(applied -> applied.forDesk() != null)
          .hasSize(1);
    }
    assertThat(statusOf(message)).isEqualTo("READ");
  }

  @Test
  void concurrentPartsGetOneReceipt() throws Exception {
    var parts = replied("a", 5);
    for (var part : parts) {
      ledger.beginDelivery(part.id().value(), requests.intent());
      ledger.recordOutcome(part.id().value(), requests.outcome(Status.ACCEPTED, part.id().value()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          parts.stream()
              .map(part -> part.id().value())
              .<Callable<Ledger.Applied>>map(part ->
                  () -> ledger.applyStatus(requests.statusUpdate(part, part, Status.DELIVERED)))
              .toList();

      assertThat(threads.invokeAll(asked).stream().map(Future::resultNow))
          .filteredOn(applied -> applied.forDesk() != null)
          .hasSize(1);
    }
  }

  @Test
  void redeliveredStatusGetsItsReceiptAgain() {
    var message = accepted("a");
    var delivered = requests.statusUpdate("wamid-a", message, Status.DELIVERED, "envelope-1");

    assertThat(ledger.applyStatus(delivered).forDesk()).isNotNull();
    assertThat(ledger.applyStatus(requests.statusUpdate("wamid-a", message, Status.READ)).forDesk())
        .isNull();
    assertThat(ledger.applyStatus(delivered).forDesk().status()).isEqualTo(Status.DELIVERED);
    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.DELIVERED));
    assertThat(ledger.applyStatus(delivered).forDesk()).isNull();
  }

  @Test
  void partsThatCannotBeSentGetOneReceipt() {
    var parts = replied("a", 3);
    var recorded =
        parts.stream()
            .map(part -> {
              ledger.beginDelivery(part.id().value(), requests.intent());
              return ledger.recordOutcome(part.id().value(), requests.outcome(Status.FAILED, null));
            })
            .toList();

    assertThat(recorded).filteredOn(one -> one.forDesk() != null).hasSize(1);
    assertThat(recorded.getFirst().forDesk().reason()).isEqualTo(Reason.OTHER_SIDE);
  }

  @Test
  void statusBeforeTheResponseIsAppliedOnce() {
    var message = one("a");
    ledger.beginDelivery(message, requests.intent());

    assertThat(ledger.applyStatus(requests.statusUpdate("early", null, Status.SENT)).known())
        .isFalse();
    assertThat(ledger.applyStatus(requests.statusUpdate("early", null, Status.DELIVERED)).known())
        .isFalse();
    assertThat(ledger.applyStatus(requests.statusUpdate("early", null, Status.DELIVERED)).known())
        .isFalse();
    var recorded = ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, "early"));

    assertThat(recorded.forDesk().status()).isEqualTo(Status.DELIVERED);
    assertThat(statusOf(message)).isEqualTo("DELIVERED");
    var hops = get("/api/v1/messages/" + message + "/trace").path("hops");
    assertThat(texts(hops, "outcome")).containsOnlyOnce("sent").containsOnlyOnce("delivered");
    assertThat(ledger.applyStatus(requests.statusUpdate("early", null, Status.READ)).forDesk())
        .isNull();
    // the stage may die before it publishes the receipt
    assertThat(ledger.beginDelivery(message, requests.intent()).forDesk()).isNotNull();
  }

  @Test
  void statusesThatRaceWithTheResponseAreNotLost() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < 30; round++) {
        var id = "race" + round;
        var message = one(id);
        ledger.beginDelivery(message, requests.intent());
        var status =
            threads.submit(
                () -> ledger.applyStatus(requests.statusUpdate(id, null, Status.DELIVERED)));
        var outcome =
            threads.submit(
                () -> ledger.recordOutcome(message, requests.outcome(Status.ACCEPTED, id)));

        assertThat(Stream.of(status.get().forDesk(), outcome.get().forDesk()))
            .filteredOn(Objects::nonNull)
            .hasSize(1);
        assertThat(statusOf(message)).isEqualTo("DELIVERED");
      }
    }
  }

  @Test
  void bothErrorsOfAFailedStatusAreInTheTrace() {
    var message = accepted("a");
    var errors = "131000 Something went wrong; 131026 Message undeliverable";
    ledger.applyStatus(
        new Ledger.StatusUpdate(
            requests.tenant,
            requests.channel,
            new ExternalId("wamid-a" + requests.unique),
            message,
            Status.FAILED,
            Reason.NOT_ON_WHATSAPP,
            errors,
            Instant.now(),
            "envelope"));

    var trace = get("/api/v1/messages/" + message + "/trace");
    assertThat(trace.at("/message/detail").asString()).isEqualTo(errors);
    assertThat(texts(trace.path("hops"), "detail")).contains(errors);
  }

  @Test
  void deskIsNotifiedOnce() {
    var message = accepted("a");
    var query = new Ledger.ReceiptQuery(requests.tenant);

    assertThat(ledger.receiptState(message, query).notified()).isFalse();
    ledger.markDeskNotified(message, new Ledger.DeskNotified(requests.tenant, Status.DELIVERED));
    assertThat(ledger.receiptState(message, query).notified()).isTrue();
    assertThat(ledger.receiptState("unknown", query).notified()).isFalse();
    assertThat(
            ledger
                .receiptState(message, new Ledger.ReceiptQuery(new TenantId(Ids.next())))
                .notified())
        .isFalse();
  }

  @Test
  void doesNotFindAnotherTenantsMessage() {
    var message = one("a");
    var foreign = new Ledger.Intent(new TenantId(Ids.next()), "whatsapp-api-service", null, null);

    assertThatThrownBy(() -> ledger.beginDelivery(message, foreign))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThatThrownBy(
            () -> ledger.recordOutcome(message, new LedgerRequests().outcome(Status.FAILED, null)))
        .isInstanceOf(HttpClientErrorException.NotFound.class);
    assertThat(statusOf(message)).isEqualTo("RECEIVED");
  }

  @Test
  void storesTheFactsOfADeliveredFile() {
    var message = one("a");
    ledger.beginDelivery(
        message,
        new Ledger.Intent(
            requests.tenant,
            "whatsapp-api-service",
            new Ledger.MediaFacts("image/png", "s3://media-outbound/k", 48, "00ff", "a.png"),
            null));

    var found = get("/api/v1/messages/" + message + "/trace").path("message");
    assertThat(found.path("mediaType").asString()).isEqualTo("image/png");
    assertThat(found.path("mediaUrl").asString()).isEqualTo("s3://media-outbound/k");
    assertThat(found.path("mediaBytes").asLong()).isEqualTo(48);
  }

  @Test
  void countsAttempts() {
    var message = one("a");
    for (var time = 0; time < 3; time++) {
      ledger.beginDelivery(message, requests.intent());
      ledger.recordOutcome(message, requests.outcome(Status.RECEIVED, null));
    }

    assertThat(get("/api/v1/messages/" + message + "/trace").at("/message/attempts").asInt())
        .isEqualTo(3);
  }
}
