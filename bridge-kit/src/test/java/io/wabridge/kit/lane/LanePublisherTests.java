package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When publishing returns, the broker has confirmed; otherwise publishing fails soon. */
class LanePublisherTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void publishesToTheLaneOfTheConversationWithTheContract() {
    try (var stage = new TestStage()) {
      stage.say("ada", 7);

      var lying = Broker.take(stage.name);
      assertThat(lying).hasSize(1);
      var message = lying.getFirst();
      assertThat(message.getEnvelope().getRoutingKey())
          .isEqualTo(stage.lanes.lane(stage.name, "ada"));
      assertThat(message.getProperties().getType()).isEqualTo("channel.part.v1");
      assertThat(message.getProperties().getDeliveryMode()).isEqualTo(2);
      assertThat(message.getProperties().getHeaders()).doesNotContainKey("__TypeId__");
    }
  }

  @Test
  void publishesAThousandConcurrently() {
    try (var stage = new TestStage()) {
      stage.publisher.publish(
          IntStream.range(0, 1000)
              .mapToObj(n -> new Outgoing(stage.name, TestStage.envelope("ada-" + n, n)))
              .toList());

      assertThat(Broker.take(stage.name)).hasSize(1000);
    }
  }

  @Test
  void failsAtOnceWhenTheBrokerIsDownAndRecovers() {
    try (var proxy = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));
        var stage = new TestStage(Broker.connections(proxy.port()), PATIENCE)) {
      stage.say("ada", 0);
      proxy.cut();

      assertRefusedWithinSixSeconds(stage);
      assertRefusedWithinSixSeconds(stage);

      proxy.restore();
      await()
          .atMost(8, TimeUnit.SECONDS)
          .ignoreException(NotConfirmed.class)
          .untilAsserted(() -> stage.say("ada", 2));
      assertThat(Broker.take(stage.name)).hasSize(2);
    }
  }

  @Test
  void failsWithinSixSecondsWhenTheBrokerHangs() {
    try (var proxy = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));
        var stage = new TestStage(Broker.connections(proxy.port()), PATIENCE)) {
      stage.say("ada", 0);
      proxy.stopAnswering();

      assertRefusedWithinSixSeconds(stage);

      proxy.restore();
      await()
          .atMost(8, TimeUnit.SECONDS)
          .ignoreException(NotConfirmed.class)
          .untilAsserted(() -> stage.say("ada", 2));
      assertThat(Broker.take(stage.name)).hasSize(2);
    }
  }

  private static void assertRefusedWithinSixSeconds(TestStage stage) {
    var began = Instant.now();
    assertThatThrownBy(() -> stage.say("ada", 1)).isInstanceOf(ConfirmedChannel.NotConfirmed.class);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void failsWithoutAQueueAndDeclaresItAtTheNextTry() {
    try (var stage = new TestStage()) {
      stage.say("ada", 0);
      Broker.deleteLanes(stage.name);

      assertThatThrownBy(() -> stage.say("ada", 1))
          .isInstanceOf(ConfirmedChannel.NotConfirmed.class)
          .hasMessageContaining("no queue is named");

      stage.say("ada", 1);
      assertThat(Broker.take(stage.name)).hasSize(1);
    }
  }
}
