package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tenant above its in-flight limit makes room for others, and keeps its order. */
class TenantInFlightLimiterTests {

  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final int LIMIT = 10;

  private final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
  private final CountDownLatch desk = new CountDownLatch(1);

  private Outcome take(Envelope<?> envelope) throws InterruptedException {
    if (envelope.tenant().value().equals("busy")) {
      desk.await();
    }
    seen.computeIfAbsent(envelope.conversationKey(), _ -> new CopyOnWriteArrayList<>())
        .add(TestStage.number(envelope));
    return Outcome.DONE;
  }

  private static List<String> people(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + "-" + number).toList();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** One conversation each of two tenants, so that the reader knows both. */
  private void mix(TestStage stage) {
    stage.sendMany("quiet", List.of("known"), 1);
    stage.sendMany("busy", List.of("first"), 1);
    stage.sendMany("quiet", List.of("known"), 1);
    await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> seen.getOrDefault("known", List.of()).size() == 2);
  }

  @Test
  void holdsConversationsAboveTheLimitAndRetriesThemInOrder() {
    try (var stage = new TestStage(PATIENCE, LIMIT)) {
      stage.read(this::take);
      mix(stage);
      var crowd = people("crowd", 700);
      stage.sendMany("busy", crowd, 2); // more than all four lanes hold in memory

      stage.sendMany("quiet", people("bob", 8), 1);
      await().atMost(15, TimeUnit.SECONDS).until(() -> seen.keySet().containsAll(people("bob", 8)));
      assertThat(seen.keySet()).noneMatch(one -> one.startsWith("crowd"));
      assertThat(stage.held.all())
          .allMatch(one -> one.tenant().equals("busy"))
          .allMatch(one -> one.reason() == Reason.QUOTA || one.reason() == Reason.WAITING);

      desk.countDown();
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> {
            stage.held.all().stream()
                .map(Holding.Held::conversation)
                .distinct()
                .forEach(one -> stage.announce("busy", one));
            return crowd.stream().allMatch(one -> seen.getOrDefault(one, List.of()).size() == 2);
          });
      assertThat(crowd).allSatisfy(one -> assertThat(seen.get(one)).isEqualTo(numbers(2)));
    }
  }

  @Test
  void holdsOneBusyConversationInOrder() {
    try (var stage = new TestStage(PATIENCE, LIMIT)) {
      stage.read(this::take);
      mix(stage);
      stage.sendMany("busy", List.of("ada"), 300);
      desk.countDown();

      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> seen.getOrDefault("ada", List.of()).size() + stage.held.count("ada") == 300);
      assertThat(stage.held.count("ada")).isPositive();
      stage.announce("busy", "ada");
      await().atMost(30, TimeUnit.SECONDS).until(() -> seen.get("ada").size() == 300);
      assertThat(seen.get("ada")).isEqualTo(numbers(300));
    }
  }

  @Test
  void reschedulesADueConversationWhileTheLimitIsReached() {
    try (var stage = new TestStage(PATIENCE, LIMIT)) {
      stage.read(this::take);
      mix(stage);
      stage.sendMany("busy", people("crowd", 30), 1);
      await().atMost(10, TimeUnit.SECONDS).until(() -> !stage.held.all().isEmpty());
      var one = stage.held.all().getFirst();
      stage.sendMany("busy", people("more", 1), 1);

      stage.announce("busy", one.conversation());
      await().atMost(5, TimeUnit.SECONDS).until(() -> !stage.held.rescheduled.isEmpty());
      assertThat(stage.held.rescheduled.getFirst().reason()).isEqualTo(Reason.QUOTA);
      assertThat(stage.held.rescheduled.getFirst().after()).isGreaterThan(Duration.ofMillis(1900));

      desk.countDown();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> {
            stage.announce("busy", one.conversation());
            return seen.containsKey(one.conversation());
          });
    }
  }

  @Test
  void signalsTakeNoMessagesPlace() {
    var status = new CountDownLatch(1);
    try (var stage = new TestStage(PATIENCE, LIMIT)) {
      stage.read(envelope -> {
        if (envelope.conversationKey().startsWith("signal:")) {
          status.await();
        }
        seen.computeIfAbsent(envelope.conversationKey(), _ -> new CopyOnWriteArrayList<>())
            .add(TestStage.number(envelope));
        return Outcome.DONE;
      });
      mix(stage);
      stage.sendMany("busy", people("status", 50).stream().map(Lanes::signalKey).toList(), 1);
      stage.sendMany("busy", people("person", 5), 1);

      await()
          .atMost(5, TimeUnit.SECONDS)
          .until(() -> seen.keySet().containsAll(people("person", 5)));
      assertThat(stage.held.all()).allMatch(one -> one.conversation().startsWith("signal:"));
      status.countDown();
    }
  }

  @Test
  void doesNotLimitASingleTenant() {
    try (var stage = new TestStage(PATIENCE, LIMIT)) {
      stage.read(this::take);
      stage.sendMany("busy", people("crowd", 200), 1);
      await().during(1, TimeUnit.SECONDS).until(() -> stage.held.all().isEmpty());
      desk.countDown();
      await().atMost(10, TimeUnit.SECONDS).until(() -> seen.size() == 200);
      assertThat(stage.held.all()).isEmpty();
    }
  }

  @Test
  void keepsTheOrderOfEveryConversation() {
    var chance = new Random(20261121);
    var ada = people("ada", 20);
    var bob = people("bob", 20);
    try (var stage = new TestStage(PATIENCE, 3)) {
      stage.read(envelope -> {
        Thread.sleep(chance.nextInt(8));
        if (chance.nextInt(20) == 0) {
          return new Outcome.Later(Duration.ofMillis(150), Reason.UNAVAILABLE, "now and then");
        }
        seen.computeIfAbsent(envelope.conversationKey(), _ -> new CopyOnWriteArrayList<>())
            .add(TestStage.number(envelope));
        return Outcome.DONE;
      });
      for (var part = 0; part < 10; part++) {
        var round = part;
        IntStream.range(round * 3, round * 3 + 3)
            .forEach(number -> {
              ada.forEach(one -> say(stage, "busy", one, number));
              bob.forEach(one -> say(stage, "quiet", one, number));
            });
        announceAll(stage);
      }
      await()
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> {
            announceAll(stage);
            return seen.values().stream().mapToInt(List::size).sum() >= 1200;
          });
      assertThat(seen).hasSize(40);
      assertThat(seen.values()).allSatisfy(one -> assertThat(one).isEqualTo(numbers(30)));
      assertThat(stage.held.rescheduled).anyMatch(one -> one.reason() == Reason.QUOTA);
    }
  }

  private static void say(TestStage stage, String tenant, String conversation, int number) {
    stage.publisher.publish(stage.name, TestStage.envelope(tenant, conversation, number));
  }

  private static void announceAll(TestStage stage) {
    stage.held.all().stream()
        .map(one -> Map.entry(one.tenant(), one.conversation()))
        .distinct()
        .forEach(one -> stage.announce(one.getKey(), one.getValue()));
  }
}
