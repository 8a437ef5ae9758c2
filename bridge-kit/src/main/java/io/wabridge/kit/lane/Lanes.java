package io.wabridge.kit.lane;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Which queues exist, and which of them a conversation uses. A queue is named after its reader; a
 * conversation always uses the same lane.
 */
public final class Lanes {

  /** The broker's dead-letter queue; its reader parks what it contains. */
  public static final String UNDELIVERABLE = "state-manager.undeliverable";

  /** The exchange that records the number of lanes. */
  static final String NUMBER = "bridge.lanes";

  private static final String SIGNALS = "signal:";

  private final int count;

  public Lanes(LaneProperties properties) {
    this.count = properties.count();
  }

  /**
   * All services need the same number of lanes. An otherwise unused exchange records it, and the
   * broker refuses to declare that exchange with a different number.
   */
  void verifyCount(Connection connection) throws IOException {
    var channel = connection.createChannel();
    try {
      channel.exchangeDeclare(
          NUMBER, "fanout", true, false, Map.of("alternate-exchange", "bridge.lanes." + count));
      channel.abort();
    } catch (IOException e) {
      if (e.getCause() instanceof ShutdownSignalException refused
          && refused.getReason() instanceof AMQP.Channel.Close close
          && close.getReplyCode() == AMQP.PRECONDITION_FAILED) {
        throw new IOException(
            "bridge.lanes.count is "
                + count
                + ", and the broker's lanes were created with a different number; how to change it:"
                + " docs/settings.md",
            e);
      }
      throw e;
    }
  }

  public List<String> of(String reader) {
    return IntStream.range(0, count).mapToObj(lane -> reader + "." + lane).toList();
  }

  /** The conversation key of a status or another signal, apart from the messages of the person. */
  public static String signalKey(String conversationKey) {
    return SIGNALS + conversationKey;
  }

  static boolean isSignalKey(String conversationKey) {
    return conversationKey.startsWith(SIGNALS);
  }

  public String lane(String reader, String conversationKey) {
    return reader + "." + (hash(conversationKey) % count);
  }

  /** The hash that selects the lane. */
  public static long hash(String conversationKey) {
    var hash = new CRC32();
    hash.update(conversationKey.getBytes(StandardCharsets.UTF_8));
    return hash.getValue();
  }

  /**
   * One active consumer, replicated, flushed before it is confirmed. The delivery limit is set
   * because without one RabbitMQ 3 requeues a returned message at the tail, out of order; a message
   * beyond the limit is dead-lettered at least once, never dropped.
   */
  static void declare(Channel channel, String queue) throws IOException {
    if (queue.equals(UNDELIVERABLE)) {
      channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
      return;
    }
    channel.queueDeclare(
        queue,
        true,
        false,
        false,
        Map.of(
            "x-queue-type", "quorum",
            "x-single-active-consumer", true,
            "x-delivery-limit", 1000,
            "x-overflow", "reject-publish",
            "x-dead-letter-strategy", "at-least-once",
            "x-dead-letter-exchange", "",
            "x-dead-letter-routing-key", UNDELIVERABLE));
  }
}
