package io.wabridge.kit.lane;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with confirms and as mandatory, many in flight, on one channel. A message is safe when
 * the broker confirmed it and did not return it; RabbitMQ confirms what it cannot route, too.
 */
public final class ConfirmedChannel implements AutoCloseable {

  /** One message for one queue. */
  record Parcel(String queue, String contract, String correlation, byte[] body) {}

  /** The broker did not take it; nothing is known to be kept. */
  public static final class NotConfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotConfirmed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static final String SEQUENCE = "bridge-sequence";

  private final ConnectionFactory broker;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Open open;

  public ConfirmedChannel(ConnectionFactory broker, Duration timeout) {
    this.broker = broker;
    this.timeout = timeout;
  }

  void publish(List<Parcel> parcels) {
    var confirms = new ArrayList<CompletableFuture<Void>>(parcels.size());
    lock.lock();
    try {
      var current = current();
      for (var parcel : parcels) {
        confirms.add(current.publish(parcel));
      }
    } catch (IOException | TimeoutException | RuntimeException e) {
      drop();
      throw new NotConfirmed("The broker cannot be reached: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
    await(confirms);
  }

  private void await(List<CompletableFuture<Void>> confirms) {
    try {
      CompletableFuture.allOf(confirms.toArray(CompletableFuture[]::new))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NotConfirmed("The broker did not keep it: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new NotConfirmed("The broker did not confirm within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotConfirmed("Interrupted while waiting for the broker", e);
    }
  }

  private Open current() throws IOException, TimeoutException {
    if (open == null || !open.channel.isOpen()) {
      drop();
      open = new Open(broker.newConnection("publisher"));
    }
    return open;
  }

  private void drop() {
    if (open != null) {
      open.connection.abort(1000);
      open = null;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  /** One connection with its channel, from its opening to its first failure. */
  private static final class Open {

    final Connection connection;
    final Channel channel;
    final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed =
        new ConcurrentSkipListMap<>();
    final Set<String> declared = ConcurrentHashMap.newKeySet();

    Open(Connection connection) throws IOException {
      this.connection = connection;
      this.channel = connection.createChannel();
      channel.confirmSelect();
      channel.addConfirmListener(
          (upTo, many) -> settle(upTo, many, null),
          (upTo, many) -> settle(upTo, many, new IOException("refused by the queue")));
      channel.addReturnListener(returned -> {
        declared.remove(returned.getRoutingKey());
        if (returned.getProperties().getHeaders().get(SEQUENCE) instanceof Long sequence) {
          complete(
              unconfirmed.remove(sequence),
              new IOException("no queue is named " + returned.getRoutingKey()));
        }
      });
      channel.addShutdownListener(cause -> settle(Long.MAX_VALUE, true, cause));
    }

    CompletableFuture<Void> publish(Parcel parcel) throws IOException {
      if (declared.add(parcel.queue())) {
        Lanes.declare(channel, parcel.queue());
      }
      var sequence = channel.getNextPublishSeqNo();
      var confirm = new CompletableFuture<Void>();
      unconfirmed.put(sequence, confirm);
      channel.basicPublish(
          "",
          parcel.queue(),
          true,
          new AMQP.BasicProperties.Builder()
              .deliveryMode(2)
              .contentType("application/json")
              .type(parcel.contract())
              .correlationId(parcel.correlation())
              .headers(Map.of(SEQUENCE, sequence))
              .build(),
          parcel.body());
      return confirm;
    }

    private void settle(long upTo, boolean many, @Nullable Throwable problem) {
      if (!many) {
        complete(unconfirmed.remove(upTo), problem);
        return;
      }
      var settled = unconfirmed.headMap(upTo, true);
      for (var sequence : List.copyOf(settled.keySet())) {
        complete(unconfirmed.remove(sequence), problem);
      }
    }

    private static void complete(
        @Nullable CompletableFuture<Void> confirm, @Nullable Throwable problem) {
      if (confirm == null) {
        return;
      }
      if (problem == null) {
        confirm.complete(null);
      } else {
        confirm.completeExceptionally(problem);
      }
    }
  }
}
