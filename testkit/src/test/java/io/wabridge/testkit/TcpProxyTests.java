package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Runs against the real broker. */
class TcpProxyTests {

  @Test
  void forwardsCutsAndRestores() throws Exception {
    try (var proxy = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"))) {
      var broker = Broker.connections(proxy.port());
      var connection = broker.newConnection();
      assertThat(connection.isOpen()).isTrue();

      proxy.cut();
      assertThatThrownBy(broker::newConnection).isInstanceOf(IOException.class);
      await().untilAsserted(() -> assertThat(connection.isOpen()).isFalse());

      proxy.restore();
      try (var again = broker.newConnection()) {
        assertThat(again.isOpen()).isTrue();
      }
    }
  }

  @Test
  void acceptsConnectionsWithoutAnAnswer() {
    try (var proxy = TcpProxy.to(Stores.get().port("SPRING_RABBITMQ_PORT"))) {
      proxy.stopAnswering();
      var broker = Broker.connections(proxy.port());
      broker.setHandshakeTimeout(300);

      assertThatThrownBy(broker::newConnection)
          .isInstanceOfAny(TimeoutException.class, IOException.class);
    }
  }
}
