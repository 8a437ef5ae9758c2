package io.wabridge.testkit;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The real broker, for tests that look into its queues or begin with empty ones. */
public final class Broker {

  private Broker() {}

  public static ConnectionFactory connections() {
    return connections(Stores.get().port("SPRING_RABBITMQ_PORT"));
  }

  /** Through a {@link Wire}. */
  public static ConnectionFactory connections(int port) {
    var stores = Stores.get();
    var factory = new ConnectionFactory();
    factory.setHost(stores.setting("SPRING_RABBITMQ_HOST"));
    factory.setPort(port);
    factory.setUsername(stores.setting("SPRING_RABBITMQ_USERNAME"));
    factory.setPassword(stores.setting("SPRING_RABBITMQ_PASSWORD"));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(2000);
    factory.setHandshakeTimeout(5000);
    return factory;
  }

  /** Removes the lanes of readers, with what earlier tests left in them. */
  public static void forget(String... readers) {
    try (var connection = connections().newConnection("tests")) {
      for (var reader : readers) {
        for (var lane = 0; lane < 4; lane++) {
          try (var channel = connection.createChannel()) {
            channel.queueDelete(reader + "." + lane);
          }
        }
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }

  /** Takes everything out of the lanes of a reader nobody reads. */
  public static List<GetResponse> take(String reader) {
    var taken = new ArrayList<GetResponse>();
    try (var connection = connections().newConnection("tests")) {
      for (var lane = 0; lane < 4; lane++) {
        var channel = connection.createChannel();
        try {
          for (var next = channel.basicGet(reader + "." + lane, true);
              next != null;
              next = channel.basicGet(reader + "." + lane, true)) {
            taken.add(next);
          }
        } catch (IOException e) {
          // there is no such lane (yet)
        }
      }
      return taken;
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }
}
