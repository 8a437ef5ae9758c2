package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.testkit.Broker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

/** A conversation that cannot continue is held, whole and in order; the others continue. */
class HoldingTests {

  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Outcome SHUT =
      new Outcome.Later(Duration.ofSeconds(30), Reason.UNAVAILABLE, "the desk is down");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile boolean open;

  private Outcome take(Envelope<?> envelope) {
    if (envelope.conversationKey().equals("ada") && !open) {
      return SHUT;
    }
    seen.add(envelope.conversationKey() + TestStage.number(envelope));
    return Outcome.DONE;
  }

  @Test
  void holdsTheWholeConversationAndNoOther() {
    try (var stage = new TestStage(PATIENCE)) {
      stage.read(this::take);
      IntStream.range(0, 5).forEach(number -> stage.say("ada", number));
      IntStream.range(0, 5).forEach(number -> stage.say("bob", number));

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 5);
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 5);
      assertThat(seen).containsExactly("bob0", "bob1", "bob2", "bob3", "bob4");
      assertThat(stage.held.first("ada"))
          .extracting(Holding.Held::reason, Holding.Held::after, Holding.Held::idempotencyKey)
          .containsExactly(Reason.UNAVAILABLE, Duration.ofSeconds(30), "ada0");
    }
  }

  @Test
  void retriesInOrderWhenDueAndQueuesNewMessagesBehind() {
    try (var stage = new TestStage(PATIENCE)) {
      stage.read(this::take);
      IntStream.range(0, 5).forEach(number -> stage.say("ada", number));
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 5);

      stage.announce("ada");
      stage.say("ada", 5);
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 6);
      assertThat(seen).isEmpty();

      open = true;
      stage.announce("ada");
      stage.say("ada", 6);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 7);
      assertThat(seen).containsExactly("ada0", "ada1", "ada2", "ada3", "ada4", "ada5", "ada6");
      assertThat(stage.held.count("ada")).isZero();
    }
  }

  @Test
  void anotherReaderSeesHeldConversations() {
    try (var stage = new TestStage(PATIENCE)) {
      var first = stage.read(this::take);
      stage.say("ada", 0);
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 1);
      first.stop();
      open = true; // so that only the held message in front can block the next one

      stage.read(this::take);
      stage.say("ada", 1);
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 2);
      stage.announce("ada");

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 2);
      assertThat(seen).containsExactly("ada0", "ada1");
    }
  }

  @Test
  void reloadsHeldConversationsAfterASilenceOfTheLane() throws Exception {
    try (var stage = new TestStage(PATIENCE)) {
      open = true;
      stage.read(this::take);
      stage.say("ada", 0);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 1);
      Thread.sleep(1200);
      var envelope = TestStage.envelope("ada", 1);
      stage.held.hold( // by another reader of the lane in between
          new Holding.Held(
              stage.name,
              "ada",
              Lanes.hash("ada"),
              "tenant",
              "channel.part.v1",
              envelope.idempotencyKey(),
              envelope.correlation(),
              null,
              Reason.UNAVAILABLE,
              "down",
              1,
              Duration.ZERO,
              new String(stage.codec.write(envelope))));
      stage.say("ada", 2);
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 2);

      stage.announce("ada");
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 3);
      assertThat(seen).containsExactly("ada0", "ada1", "ada2");
    }
  }

  @Test
  void holdsNothingAndContinuesAfterAnOutageOfAnInternalService() {
    try (var stage = new TestStage(PATIENCE)) {
      var tries = new AtomicInteger();
      stage.read(envelope -> {
        if (envelope.conversationKey().equals("ada") && !open) {
          tries.incrementAndGet();
          throw new ResourceAccessException("the ledger is unavailable");
        }
        return take(envelope);
      });
      IntStream.range(0, 3).forEach(number -> stage.say("ada", number));
      stage.say("bob", 0);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.contains("bob0") && tries.get() > 1);
      assertThat(stage.held.count("ada")).isZero();

      open = true;
      await().atMost(12, TimeUnit.SECONDS).until(() -> seen.size() == 4);
      assertThat(seen).containsExactly("bob0", "ada0", "ada1", "ada2");
      assertThat(stage.held.count("ada")).isZero();
    }
  }

  @Test
  void parksAPoisonMessageAndContinuesWithTheMessagesBehindIt() {
    try (var stage = new TestStage(PATIENCE)) {
      stage.read(envelope -> {
        if (open && TestStage.number(envelope) == 0) {
          return new Outcome.Park(Reason.CONTENT_REFUSED, "not this one");
        }
        return take(envelope);
      });
      IntStream.range(0, 3).forEach(number -> stage.say("ada", number));
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 3);

      open = true;
      stage.announce("ada");
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 2);
      assertThat(seen).containsExactly("ada1", "ada2");
      assertThat(stage.parked).extracting(Parking.Parked::idempotencyKey).containsExactly("ada0");
    }
  }

  @Test
  void parksAMessageBeyondItsHoldBudget() {
    try (var stage = new TestStage(Broker.connections(), PATIENCE, Duration.ofMillis(1))) {
      stage.read(this::take);
      IntStream.range(0, 2).forEach(number -> stage.say("ada", number));
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 2);

      stage.announce("ada");
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.parked.size() == 2);
      assertThat(stage.parked)
          .extracting(Parking.Parked::idempotencyKey)
          .containsExactly("ada0", "ada1");
      assertThat(stage.parked).allMatch(parked -> parked.reason() == Reason.UNAVAILABLE);
    }
  }

  @Test
  void processesNothingWithoutTheLedger() {
    try (var stage = new TestStage(PATIENCE)) {
      stage.held.away = true;
      stage.read(this::take);
      IntStream.range(0, 3).forEach(number -> stage.say("bob", number));
      await().during(1, TimeUnit.SECONDS).until(seen::isEmpty);

      stage.held.away = false;
      await().atMost(8, TimeUnit.SECONDS).until(() -> seen.size() == 3);
      assertThat(seen).containsExactly("bob0", "bob1", "bob2");
    }
  }

  @Test
  void aDuplicateAnnouncementIsHarmless() {
    try (var stage = new TestStage(PATIENCE)) {
      stage.read(this::take);
      IntStream.range(0, 3).forEach(number -> stage.say("ada", number));
      await().atMost(5, TimeUnit.SECONDS).until(() -> stage.held.count("ada") == 3);

      open = true;
      stage.announce("ada");
      stage.announce("ada");
      stage.say("ada", 3);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 4);
      await().during(500, TimeUnit.MILLISECONDS).until(() -> seen.size() == 4);
      assertThat(seen).containsExactly("ada0", "ada1", "ada2", "ada3");
    }
  }
}
