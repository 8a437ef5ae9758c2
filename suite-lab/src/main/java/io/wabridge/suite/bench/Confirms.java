package io.wabridge.suite.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** Publishes persistent, mandatory messages with confirms, many in flight on one channel. */
final class Confirms {

  private final Channel channel;
  private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();

  Confirms(Connection connection) throws IOException {
    channel = connection.createChannel();
    channel.confirmSelect();
    channel.addConfirmListener(
        (upTo, many) -> settle(upTo, many, true), (upTo, many) -> settle(upTo, many, false));
    channel.addReturnListener(returned -> {
      throw new IllegalStateException("no queue is named " + returned.getRoutingKey());
    });
  }

  synchronized CompletableFuture<Void> publish(String queue, byte[] body) throws IOException {
    var confirm = new CompletableFuture<Void>();
    waiting.put(channel.getNextPublishSeqNo(), confirm);
    channel.basicPublish("", queue, true, MessageProperties.PERSISTENT_BASIC, body);
    return confirm;
  }

  private void settle(long upTo, boolean many, boolean kept) {
    var settled = many ? List.copyOf(waiting.headMap(upTo, true).keySet()) : List.of(upTo);
    for (var sequence : settled) {
      var confirm = waiting.remove(sequence);
      if (confirm != null && kept) {
        confirm.complete(null);
      } else if (confirm != null) {
        confirm.completeExceptionally(new IOException("refused by the queue"));
      }
    }
  }

  static void declare(Channel channel, String queue) throws IOException {
    channel.queueDeclare(
        queue,
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-single-active-consumer", true));
  }
}
