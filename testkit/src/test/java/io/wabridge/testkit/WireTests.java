package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The wire does what its name says, with the real broker at its end. */
class WireTests {

  @Test
  void carriesBreaksAndMends() throws Exception {
    try (var wire = Wire.to(Stores.get().port("SPRING_RABBITMQ_PORT"))) {
      var broker = Broker.connections(wire.port());
      var connection = broker.newConnection();
      assertThat(connection.isOpen()).isTrue();

      wire.cut();
      assertThatThrownBy(broker::newConnection).isInstanceOf(IOException.class);
      assertThat(connection.isOpen()).isFalse();

      wire.mend();
      try (var again = broker.newConnection()) {
        assertThat(again.isOpen()).isTrue();
      }
    }
  }

  @Test
  void aSilentServerTakesConnectionsAndSaysNothing() {
    try (var wire = Wire.to(Stores.get().port("SPRING_RABBITMQ_PORT"))) {
      wire.fallSilent();
      var broker = Broker.connections(wire.port());
      broker.setHandshakeTimeout(300);

      assertThatThrownBy(broker::newConnection)
          .isInstanceOfAny(TimeoutException.class, IOException.class);
    }
  }
}
