package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Batched requests: which are answered, which need a single call, and that one does not affect
 * others.
 */
class BatchLedgerTests extends StateTest {

  private BatchLedgerApi many;

  @Override
  protected boolean batched() {
    return true;
  }

  @BeforeEach
  void manyAtOnce() {
    many = client(BatchLedgerApi.class);
  }

  private static Person person(int n) {
    return Person.ofWaId("4470000" + n);
  }

  private List<Arrival> arrivals(String id, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> requests.by(person(n), id + n)).toList();
  }

  @Test
  void batchAnswersKnownPersonsOnly() {
    arrivals("first", 0, 10).forEach(ledger::registerInbound);

    var answers = many.registerInbound(arrivals("second", 5, 15));

    assertThat(answers.subList(0, 5)).doesNotContainNull();
    assertThat(answers.subList(5, 10)).containsOnlyNulls();
    assertThat(answers.getFirst().deskAddress()).isEqualTo(person(5).waId());
    assertThat(answers.getFirst().status()).isEqualTo(Status.RECEIVED);
  }

  @Test
  void batchDoesNotAnswerRepeatedMessages() {
    arrivals("first", 0, 4).forEach(ledger::registerInbound);

    assertThat(many.registerInbound(arrivals("first", 0, 4))).containsOnlyNulls();
    assertThat(many.registerInbound(arrivals("second", 0, 4))).doesNotContainNull();
    assertThat(many.registerInbound(arrivals("second", 0, 4))).containsOnlyNulls();
  }

  @Test
  void singleCallStoresANewIdOfAKnownPerson() {
    ledger.registerInbound(requests.by(person(1), "a"));
    var both = new Person("GB." + Ids.next(), null, person(1).waId(), null, null);

    assertThat(many.registerInbound(List.of(requests.by(both, "b")))).containsOnlyNulls();
    var learnt = ledger.registerInbound(requests.by(both, "b"));
    assertThat(learnt.person().bsuid()).isEqualTo(both.bsuid());
    assertThat(many.registerInbound(List.of(requests.by(both, "c")))).doesNotContainNull();
  }

  @Test
  void refusedRequestDoesNotAffectOthersOfTheBatch() {
    arrivals("first", 0, 3).forEach(ledger::registerInbound);
    var good = arrivals("second", 0, 3);
    var bad = requests.by(person(1), "x".repeat(20_000)); // too long for an index

    assertThat(many.registerInbound(List.of(good.get(0), bad, good.get(2)))).hasSize(3);
    assertThat(ledger.registerInbound(good.get(0)).status()).isEqualTo(Status.RECEIVED);
  }

  @Test
  void batchDoesNotChangeAnotherTenantsMessage() {
    ledger.registerInbound(requests.by(person(1), "a"));
    var message =
        ledger.registerReply(requests.reply(person(1).waId(), "r", 1)).messages().getFirst();
    var id = message.id().value();
    var foreign = new LedgerRequests();

    assertThat(many.beginDeliveries(List.of(new BatchLedgerApi.Begin(id, foreign.intent()))))
        .containsOnlyNulls();
    assertThat(many.beginDeliveries(List.of(new BatchLedgerApi.Begin(id, requests.intent()))))
        .doesNotContainNull();
    assertThat(
            many.recordOutcomes(
                List.of(new BatchLedgerApi.End(id, foreign.outcome(Status.ACCEPTED, "w")))))
        .containsOnlyNulls();
    assertThat(many.applyStatuses(List.of(foreign.statusUpdate("w", id, Status.SENT))))
        .containsExactly(new Ledger.Applied(false, null));
    assertThat(
            many.markDesksNotified(
                List.of(
                    new BatchLedgerApi.Tell(
                        id, new Ledger.DeskNotified(foreign.tenant, Status.DELIVERED)))))
        .containsOnlyNulls();
    assertThat(statusOf(id)).isEqualTo("DELIVERING");
  }

  @Test
  void registersAThousandConcurrentMessagesOnceEach() throws Exception {
    arrivals("first", 0, 100).forEach(ledger::registerInbound);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 1000)
              .map(n -> n % 980)
              .<Callable<Arrival.Located>>mapToObj(
                  n -> () -> ledger.registerInbound(requests.by(person(n % 100), "many" + n)))
              .toList();
      var answers = threads.invokeAll(asked);
      for (var n = 0; n < 1000; n++) {
        assertThat(answers.get(n).get().deskAddress()).isEqualTo(person(n % 980 % 100).waId());
      }
      assertThat(
              IntStream.range(0, 1000)
                  .mapToObj(n -> answers.get(n).resultNow().message())
                  .distinct())
          .hasSize(980);
    }
  }
}
