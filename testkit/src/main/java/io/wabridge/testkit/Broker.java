package io.wabridge.testkit;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real broker, for tests that inspect its queues or need empty ones. */
public final class Broker {

  private Broker() {}

  public static ConnectionFactory connections() {
    return connections(Stores.get().port("SPRING_RABBITMQ_PORT"));
  }

  /** Through a {@link TcpProxy}. */
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

  /**
   * Deletes the lanes of a reader, for tests of a missing queue. Other tests keep theirs: a
   * reader's name is used only once, and on RabbitMQ 3 deleting a quorum queue during writes can
   * damage the log that all quorum queues share.
   */
  public static void deleteLanes(String reader) {
    try (var connection = connections().newConnection("tests")) {
      for (var lane = 0; lane < 4; lane++) {
        try (var channel = connection.createChannel()) {
          channel.queueDelete(reader + "." + lane);
        }
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker is unavailable", e);
    }
  }

  /** Empties the lanes of a reader, in which the tests of another module left messages. */
  public static void purge(String reader) {
    try (var connection = connections().newConnection("tests")) {
      for (var lane = 0; lane < 4; lane++) {
        var channel = connection.createChannel();
        try {
          channel.queuePurge(reader + "." + lane);
        } catch (IOException e) {
          // there is no such lane (yet)
        }
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker is unavailable", e);
    }
  }

  /**
   * Takes all messages out of the lanes of a reader that no process reads, decrypted; a lane has
   * one active consumer and so allows no single get, so this ends when no more messages arrive.
   */
  public static List<Delivery> take(String reader) {
    return takeEncrypted(reader).stream()
        .map(one ->
            new Delivery(one.getEnvelope(), one.getProperties(), EncryptedBody.opened(reader, one)))
        .toList();
  }

  /** The same, as the broker has them. */
  public static List<Delivery> takeEncrypted(String reader) {
    var taken = new LinkedBlockingQueue<Delivery>();
    try (var connection = connections().newConnection("tests")) {
      for (var lane = 0; lane < 4; lane++) {
        var channel = connection.createChannel();
        try {
          channel.basicConsume(
              reader + "." + lane, true, (tag, message) -> taken.add(message), tag -> {});
        } catch (IOException e) {
          // there is no such lane (yet)
        }
      }
      var all = new ArrayList<Delivery>();
      for (var next = taken.poll(500, TimeUnit.MILLISECONDS);
          next != null;
          next = taken.poll(200, TimeUnit.MILLISECONDS)) {
        all.add(next);
      }
      return all;
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker is unavailable", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
