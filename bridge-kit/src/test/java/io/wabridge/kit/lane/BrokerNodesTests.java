package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Address;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A broker with several nodes, each behind its own proxy. */
class BrokerNodesTests {

  private final TcpProxy one = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));
  private final TcpProxy other = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"));
  private final BrokerNodes brokerNodes =
      new BrokerNodes(
          Broker.connections(),
          List.of(new Address("127.0.0.1", one.port()), new Address("127.0.0.1", other.port())));

  @Test
  void connectsToAnyNodeThatAnswers() throws Exception {
    try (one;
        other) {
      one.cut();

      for (var i = 0; i < 10; i++) {
        brokerNodes.connect("tests").close();
      }
    }
  }

  @Test
  void spreadsConnectionsOverAllNodes() throws Exception {
    try (one;
        other) {
      for (var i = 0; i < 30 && !(one.inUse() && other.inUse()); i++) {
        brokerNodes.connect("tests");
      }

      assertThat(Stream.of(one, other)).allMatch(TcpProxy::inUse);
    }
  }

  @Test
  void leavesANodeThatConfirmsNothing() {
    try (one;
        other;
        var stage = new TestStage(brokerNodes, Duration.ofMinutes(1))) {
      stage.say("ada", 0);
      (one.inUse() ? one : other).stall();

      assertThatThrownBy(() -> stage.say("ada", 1)).isInstanceOf(NotConfirmed.class);
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreException(NotConfirmed.class)
          .until(() -> {
            stage.say("ada", 1);
            return true;
          });
    }
  }
}
