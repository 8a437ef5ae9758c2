package io.wabridge.kit.lane;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stage reads its lanes from a real broker: in order, concurrently, in place, without loss. */
class LaneReaderTests {

  private record Seen(String conversation, int number) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  private Outcome note(Envelope<?> envelope) {
    seen.add(new Seen(envelope.conversationKey(), TestStage.number(envelope)));
    return Outcome.DONE;
  }

  private Map<String, List<Integer>> byConversation() {
    return seen.stream().collect(groupingBy(Seen::conversation, mapping(Seen::number, toList())));
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void keepsTheOrderOfAConversationWithSlowSteps() {
    try (var stage = new TestStage()) {
      stage.read(envelope -> {
        Thread.sleep(TestStage.number(envelope) % 3 == 0 ? 40 : 1);
        return note(envelope);
      });
      for (var number : upTo(20)) {
        for (var conversation : List.of("ada", "bob", "eve")) {
          stage.say(conversation, number);
        }
      }

      await().atMost(10, TimeUnit.SECONDS).until(() -> seen.size() == 60);
      assertThat(byConversation().values()).allMatch(upTo(20)::equals);
    }
  }

  @Test
  void aSlowConversationBlocksNoOther() {
    try (var stage = new TestStage()) {
      var release = new CountDownLatch(1);
      stage.read(envelope -> {
        if (envelope.conversationKey().equals("slow")) {
          release.await();
        }
        return note(envelope);
      });
      stage.say("slow", 0);
      for (var other : upTo(30)) {
        stage.say("quick-" + other, 0);
      }

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 30);
      release.countDown();
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 31);
    }
  }

  @Test
  void processesConversationsConcurrently() {
    try (var stage = new TestStage()) {
      stage.read(envelope -> {
        Thread.sleep(300);
        return note(envelope);
      });
      for (var other : upTo(40)) {
        stage.say("conversation-" + other, 0);
      }

      await().atMost(3, TimeUnit.SECONDS).until(() -> seen.size() == 40);
    }
  }

  @Test
  void retriesInPlaceAndKeepsTheOrder() {
    try (var stage = new TestStage()) {
      var tries = new AtomicInteger();
      stage.read(envelope -> {
        if (TestStage.number(envelope) == 1 && tries.incrementAndGet() < 4) {
          return new Outcome.Later(Duration.ofMillis(20), Reason.UNAVAILABLE, "not now");
        }
        return note(envelope);
      });
      upTo(5).forEach(number -> stage.say("ada", number));

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 5);
      assertThat(byConversation().get("ada")).isEqualTo(upTo(5));
      assertThat(tries).hasValue(4);
    }
  }

  @Test
  void retriesAfterAnException() {
    try (var stage = new TestStage()) {
      var tries = new AtomicInteger();
      stage.read(envelope -> {
        if (tries.getAndIncrement() == 0) {
          throw new IllegalStateException("the database is unavailable");
        }
        return note(envelope);
      });
      upTo(3).forEach(number -> stage.say("ada", number));

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 3);
      assertThat(byConversation().get("ada")).isEqualTo(upTo(3));
      assertThat(stage.parked).isEmpty();
    }
  }

  @Test
  void continuesTheConversationAfterAnError() {
    try (var stage = new TestStage()) {
      var tries = new AtomicInteger();
      stage.read(envelope -> {
        if (tries.getAndIncrement() == 0) {
          throw new StackOverflowError("a message nested too deep");
        }
        return note(envelope);
      });
      upTo(3).forEach(number -> stage.say("ada", number));

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 3);
      assertThat(byConversation().get("ada")).isEqualTo(upTo(3));
    }
  }

  @Test
  void parksAMessageAndContinuesWithTheNext() {
    try (var stage = new TestStage()) {
      stage.read(envelope ->
          TestStage.number(envelope) == 1
              ? new Outcome.Park(Reason.NO_DESK, "no desk is connected")
              : note(envelope));
      upTo(3).forEach(number -> stage.say("ada", number));

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 2);
      assertThat(byConversation().get("ada")).containsExactly(0, 2);
      var parked = stage.parked.getFirst();
      assertThat(stage.parked).hasSize(1);
      assertThat(parked.reason()).isEqualTo(Reason.NO_DESK);
      assertThat(parked.detail()).isEqualTo("no desk is connected");
      assertThat(parked.tenant()).isEqualTo("tenant");
      assertThat(parked.stage()).isEqualTo(stage.name);
      assertThat(parked.contract()).isEqualTo("channel.part.v1");
      assertThat(parked.envelope()).contains("\"idempotencyKey\":\"ada1\"");
    }
  }

  @Test
  void keepsAnEnvelopeInTheLaneUntilItCanBeParked() {
    try (var stage = new TestStage()) {
      var failures = new AtomicInteger(1);
      stage.read(
          Broker.connections(),
          parked -> {
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("state-manager is unavailable");
            }
            stage.parked.add(parked);
          },
          envelope ->
              TestStage.number(envelope) == 0
                  ? new Outcome.Park(Reason.INTERNAL, "broken")
                  : note(envelope));
      upTo(2).forEach(number -> stage.say("ada", number));

      await().atMost(8, TimeUnit.SECONDS).until(() -> seen.size() == 1);
      assertThat(stage.parked).hasSize(1);
    }
  }

  @Test
  void parksAnUnreadableEnvelopeUnchangedAndContinues() throws Exception {
    try (var stage = new TestStage();
        var connection = Broker.connections().newConnection();
        var channel = connection.createChannel()) {
      stage.say("ada", 0);
      var lane = stage.lanes.lane(stage.name, "ada");
      var known = new AMQP.BasicProperties.Builder().type("channel.part.v1").build();
      var unknown = new AMQP.BasicProperties.Builder().type("channel.part.v99").build();
      channel.basicPublish("", lane, known, "{\"no\":".getBytes());
      channel.basicPublish("", lane, unknown, "{}".getBytes());
      channel.basicPublish("", lane, known, "{}".getBytes());
      channel.basicPublish("", lane, known, "null".getBytes());
      channel.basicPublish("", lane, null, new byte[] {(byte) 0xff, 0, 1});
      stage.say("ada", 1);

      stage.read(this::note);

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 2 && stage.parked.size() == 5);
      assertThat(stage.parked)
          .extracting(Parking.Parked::reason)
          .containsExactly(
              Reason.UNREADABLE,
              Reason.NEWER_VERSION,
              Reason.UNREADABLE,
              Reason.UNREADABLE,
              Reason.UNKNOWN_CONTRACT);
      assertThat(stage.parked).allMatch(parked -> parked.tenant() == null);
      assertThat(stage.parked.getFirst().envelope()).isEqualTo("{\"no\":");
    }
  }

  @Test
  void losesNothingAndKeepsTheOrderWhenTheConnectionBreaks() {
    try (var stage = new TestStage();
        var proxy = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"))) {
      stage.read(
          Broker.connections(proxy.port()),
          stage.parked::add,
          envelope -> {
            Thread.sleep(5);
            return note(envelope);
          });
      for (var number : upTo(60)) {
        for (var conversation : List.of("ada", "bob", "eve")) {
          stage.say(conversation, number);
        }
        if (number == 20) {
          proxy.breakConnections();
        }
      }

      await().atMost(15, TimeUnit.SECONDS).until(() -> seen.stream().distinct().count() == 180);
      assertThat(byConversation().values())
          .allSatisfy(numbers -> assertThat(numbers.stream().distinct()).isEqualTo(upTo(60)));
    }
  }

  @Test
  void finishesRunningStepsOnStopAndLeavesTheRestInTheLane() {
    try (var stage = new TestStage()) {
      var reader =
          stage.read(envelope -> {
            Thread.sleep(100);
            return note(envelope);
          });
      upTo(10).forEach(number -> stage.say("ada", number));
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() >= 2);

      var began = Instant.now();
      reader.stop();

      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
      var before = seen.size();
      assertThat(before).isLessThan(10);
      stage.read(this::note);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() >= 10);
      assertThat(byConversation().get("ada")).isEqualTo(upTo(10));
    }
  }

  @Test
  void readsAgainWhenItIsStartedAgain() {
    try (var stage = new TestStage()) {
      var reader = stage.read(this::note);
      stage.say("ada", 0);
      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 1);
      reader.stop();
      stage.say("ada", 1);

      reader.start();

      await().atMost(5, TimeUnit.SECONDS).until(() -> seen.size() == 2);
      assertThat(byConversation().get("ada")).isEqualTo(upTo(2));
    }
  }
}
