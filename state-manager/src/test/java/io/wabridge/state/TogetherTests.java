package io.wabridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.memory.Arrival;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.ManyToLedger;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many questions in one call: who has an answer, who is to ask alone, and that nobody is harmed.
 */
class TogetherTests extends StateTest {

  private ManyToLedger many;

  @Override
  boolean together() {
    return true;
  }

  @BeforeEach
  void manyAtOnce() {
    many = client(ManyToLedger.class);
  }

  private static Person person(int n) {
    return Person.ofWaId("4470000" + n);
  }

  private List<Arrival> arrivals(String id, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> said.by(person(n), id + n)).toList();
  }

  @Test
  void whoIsKnownIsAnsweredTogetherAndWhoIsNewAsksAlone() {
    arrivals("first", 0, 10).forEach(ledger::arrived);

    var answers = many.arrived(arrivals("second", 5, 15));

    assertThat(answers.subList(0, 5)).doesNotContainNull();
    assertThat(answers.subList(5, 10)).containsOnlyNulls();
    assertThat(answers.getFirst().deskAddress()).isEqualTo(person(5).waId());
    assertThat(answers.getFirst().status()).isEqualTo(Status.RECEIVED);
  }

  @Test
  void whatWasSaidBeforeIsLeftToBeAskedAlone() {
    arrivals("first", 0, 4).forEach(ledger::arrived);

    assertThat(many.arrived(arrivals("first", 0, 4))).containsOnlyNulls();
    assertThat(many.arrived(arrivals("second", 0, 4))).doesNotContainNull();
    assertThat(many.arrived(arrivals("second", 0, 4))).containsOnlyNulls();
  }

  @Test
  void aNewIdOfAKnownPersonIsLearntByTheOneWhoAsksAlone() {
    ledger.arrived(said.by(person(1), "a"));
    var both = new Person("GB." + Ids.next(), null, person(1).waId(), null, null);

    assertThat(many.arrived(List.of(said.by(both, "b")))).containsOnlyNulls();
    var learnt = ledger.arrived(said.by(both, "b"));
    assertThat(learnt.person().bsuid()).isEqualTo(both.bsuid());
    assertThat(many.arrived(List.of(said.by(both, "c")))).doesNotContainNull();
  }

  @Test
  void oneTheDatabaseRefusesHarmsNobodyElse() {
    arrivals("first", 0, 3).forEach(ledger::arrived);
    var good = arrivals("second", 0, 3);
    var bad = said.by(person(1), "x".repeat(20_000)); // no index takes it

    assertThat(many.arrived(List.of(good.get(0), bad, good.get(2)))).hasSize(3);
    assertThat(ledger.arrived(good.get(0)).status()).isEqualTo(Status.RECEIVED);
  }

  @Test
  void anotherTenantsMessageIsNotBegunNorEndedNorMoved() {
    ledger.arrived(said.by(person(1), "a"));
    var message = ledger.replied(said.reply(person(1).waId(), "r", 1)).messages().getFirst();
    var id = message.id().value();
    var foreign = new Said();

    assertThat(many.begin(List.of(new ManyToLedger.Begin(id, foreign.intent()))))
        .containsOnlyNulls();
    assertThat(many.begin(List.of(new ManyToLedger.Begin(id, said.intent())))).doesNotContainNull();
    assertThat(many.end(List.of(new ManyToLedger.End(id, foreign.ended(Status.ACCEPTED, "w")))))
        .containsOnlyNulls();
    assertThat(many.became(List.of(foreign.became("w", id, Status.SENT)))).containsOnlyNulls();
    assertThat(
            many.told(
                List.of(
                    new ManyToLedger.Tell(id, new Ledger.Told(foreign.tenant, Status.DELIVERED)))))
        .containsOnlyNulls();
    assertThat(statusOf(id)).isEqualTo("DELIVERING");
  }

  @Test
  void aThousandAtOnceAreEachRegisteredOnceAndEachHasItsOwnAnswer() throws Exception {
    arrivals("first", 0, 100).forEach(ledger::arrived);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 1000)
              .<Callable<Arrival.Located>>mapToObj(
                  n -> () -> ledger.arrived(said.by(person(n % 100), "many" + n % 980)))
              .toList();
      var answers = threads.invokeAll(asked);
      for (var n = 0; n < 1000; n++) {
        assertThat(answers.get(n).get().deskAddress()).isEqualTo(person(n % 100).waId());
      }
      assertThat(
              IntStream.range(0, 1000)
                  .mapToObj(n -> answers.get(n).resultNow().message())
                  .distinct())
          .hasSize(980);
    }
  }
}
