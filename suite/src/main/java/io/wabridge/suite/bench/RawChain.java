package io.wabridge.suite.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * RabbitMQ alone: messages go through so many stages of quorum queues, confirmed and acknowledged
 * at every one as the bridge does it, and nothing is done with them.
 */
public final class RawChain {

  private static final int LANES = 4;
  private static final int BYTES = 1024;
  private static final int PREFETCH = 250;

  private final int hops;
  private final Semaphore room;
  private final AtomicLong arrived = new AtomicLong();
  private final long[] times = new long[2_000_000];
  private volatile boolean measuring;

  private RawChain(int hops, int underWay) {
    this.hops = hops;
    this.room = new Semaphore(underWay);
  }

  /** Stages, messages under way, seconds before and seconds that count. */
  public static void main(String... arguments) throws Exception {
    var chain = new RawChain(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    chain.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
  }

  private void run(int before, int seconds) throws Exception {
    try (var first = PlainRoute.broker()) {
      for (var hop = hops - 1; hop >= 0; hop--) {
        var connection = PlainRoute.broker();
        for (var lane = 0; lane < LANES; lane++) {
          stage(connection, hop, lane);
        }
      }
      var publisher = new Confirms(first);
      var begun = System.nanoTime();
      Thread.ofPlatform().daemon().start(() -> feed(publisher));
      Thread.sleep(before * 1000L);
      measuring = true;
      arrived.set(0);
      System.out.println("measuring " + begun);
      Thread.sleep(seconds * 1000L);
      measuring = false;
      var count = (int) Math.min(arrived.get(), times.length);
      var taken = Percentiles.of(Arrays.copyOf(times, count));
      System.out.printf(
          "arrived %d %.3f %.3f %.3f%n", count, taken.p50(), taken.p99(), taken.p999());
    }
    System.exit(0);
  }

  private void feed(Confirms publisher) {
    try {
      for (var lane = 0; ; lane = (lane + 1) % LANES) {
        room.acquire();
        var body = ByteBuffer.allocate(BYTES).putLong(System.nanoTime()).array();
        publisher.publish(queue(0, lane), body);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stage(Connection connection, int hop, int lane) throws IOException {
    var channel = connection.createChannel();
    Confirms.declare(channel, queue(hop, lane));
    channel.basicQos(PREFETCH);
    var publisher = new Confirms(connection);
    channel.basicConsume(
        queue(hop, lane),
        false,
        (tag, delivery) -> {
          var id = delivery.getEnvelope().getDeliveryTag();
          if (hop == hops - 1) {
            arrived(delivery.getBody());
            acknowledge(channel, id);
          } else {
            publisher
                .publish(queue(hop + 1, lane), delivery.getBody())
                .thenRun(() -> acknowledge(channel, id));
          }
        },
        tag -> {});
  }

  private void arrived(byte[] body) {
    room.release();
    if (measuring) {
      var index = (int) arrived.getAndIncrement();
      if (index < times.length) {
        times[index] = System.nanoTime() - ByteBuffer.wrap(body).getLong();
      }
    }
  }

  private static void acknowledge(Channel channel, long id) {
    try {
      synchronized (channel) {
        channel.basicAck(id, false);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the broker is gone", e);
    }
  }

  private static String queue(int hop, int lane) {
    return "bench.raw.%d.%d".formatted(hop, lane);
  }
}
