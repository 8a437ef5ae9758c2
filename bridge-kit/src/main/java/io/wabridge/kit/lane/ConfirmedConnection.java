package io.wabridge.kit.lane;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.wabridge.kit.telemetry.Traces;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One connection with its confirming AMQP channel, from its opening to its first failure. */
final class ConfirmedConnection {

  private static final String SEQUENCE = "bridge-sequence";

  /** In milliseconds; AMQP's own timestamp is in seconds. */
  static final String PUBLISHED = "bridge-published-at";

  /** For whom the body is encrypted. */
  static final String READER = "bridge-reader";

  static final String TENANT = "bridge-tenant";

  private final Connection connection;
  private final Channel channel;
  private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed =
      new ConcurrentSkipListMap<>();
  private final Set<String> declared = ConcurrentHashMap.newKeySet();
  private volatile boolean blocked;
  private volatile long heard = System.nanoTime();

  ConfirmedConnection(Connection connection, Lanes lanes) throws IOException {
    this.connection = connection;
    lanes.verifyCount(connection);
    this.channel = connection.createChannel();
    connection.addBlockedListener(reason -> block(reason), () -> blocked = false);
    channel.confirmSelect();
    channel.addConfirmListener(
        (upTo, many) -> answered(upTo, many, null),
        (upTo, many) -> answered(upTo, many, new IOException("refused by the queue")));
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

  /** The broker reads nothing more (memory or disk alarm): pending publishes fail at once. */
  private void block(String reason) {
    blocked = true;
    settle(Long.MAX_VALUE, true, new IOException("the broker blocks publishers: " + reason));
  }

  boolean usable() {
    return channel.isOpen();
  }

  CompletableFuture<Void> publish(ConfirmedChannel.Publication publication) throws IOException {
    var confirm = new CompletableFuture<Void>();
    if (blocked) {
      confirm.completeExceptionally(
          new IOException("the broker blocks publishers because of an alarm"));
      return confirm;
    }
    if (declared.add(publication.queue())) {
      Lanes.declare(channel, publication.queue());
    }
    var sequence = channel.getNextPublishSeqNo();
    unconfirmed.put(sequence, confirm);
    channel.basicPublish(
        "",
        publication.queue(),
        true, // mandatory
        new AMQP.BasicProperties.Builder()
            .deliveryMode(2)
            .contentType("application/octet-stream")
            .type(publication.contract())
            .correlationId(publication.correlation())
            .headers(headers(sequence, publication))
            .build(),
        publication.body());
    return confirm;
  }

  private static Map<String, Object> headers(
      long sequence, ConfirmedChannel.Publication publication) {
    var headers = new HashMap<String, Object>();
    headers.put(SEQUENCE, sequence);
    headers.put(PUBLISHED, System.currentTimeMillis());
    headers.put(READER, publication.reader());
    headers.put(TENANT, publication.tenant());
    if (publication.parent() != null) {
      headers.put(Traces.PARENT, publication.parent());
    }
    return headers;
  }

  /** Whether the broker has confirmed nothing since then. */
  boolean silentSince(long nanos) {
    return heard - nanos < 0;
  }

  void abort() {
    connection.abort(1000);
  }

  private void answered(long upTo, boolean many, @Nullable Throwable problem) {
    heard = System.nanoTime();
    settle(upTo, many, problem);
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
