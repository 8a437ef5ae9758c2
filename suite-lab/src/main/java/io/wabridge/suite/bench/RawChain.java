package io.wabridge.suite.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * RabbitMQ alone: messages pass several stages of quorum queues, confirmed and acknowledged at each
 * like in the bridge, without any processing.
 */
public final class RawChain {

  private static final int LANES = 4;
  private static final int BYTES = 1024;
  private static final int PREFETCH = 250;
  private static final int LEAD_MS = 500;

  private final int hops;
  private final int inFlight;
  private final Semaphore room;
  private final AtomicLong arrived = new AtomicLong();
  private final long[] times = new long[5_000_000];
  private volatile boolean measuring;

  private RawChain(int hops, int inFlight) {
    this.hops = hops;
    this.inFlight = inFlight;
    // no turn has started; fair, so that a waiter for all permits is not overtaken
    this.room = new Semaphore(0, true);
  }

  /**
   * Arguments: stages, messages in flight, seconds of warm-up. Each line of standard input starts a
   * turn of that many seconds.
   */
  public static void main(String... arguments) throws Exception {
    new RawChain(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
        .run(Integer.parseInt(arguments[2]));
  }

  private void run(int warmUp) throws Exception {
    try (var first = PlainRoute.broker()) {
      for (var hop = hops - 1; hop >= 0; hop--) {
        var connection = PlainRoute.broker();
        for (var lane = 0; lane < LANES; lane++) {
          stage(connection, hop, lane);
        }
      }
      var publisher = new Confirms(first);
      Thread.ofPlatform().daemon().start(() -> feed(publisher));
      room.release(inFlight);
      Thread.sleep(warmUp * 1000L);
      room.acquire(inFlight);
      System.out.println("warm");
      var turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var turn = turns.readLine(); turn != null; turn = turns.readLine()) {
        turn(Double.parseDouble(turn));
      }
    }
    System.exit(0);
  }

  /** The printed times cover all turns so far. */
  private void turn(double seconds) throws InterruptedException {
    var before = arrived.get();
    room.release(inFlight);
    Thread.sleep(LEAD_MS);
    measuring = true;
    System.out.println("measuring");
    Thread.sleep((long) (seconds * 1000));
    measuring = false;
    var all = arrived.get();
    var taken = Percentiles.of(Arrays.copyOf(times, (int) Math.min(all, times.length)));
    System.out.printf(
        "arrived %d %d %.3f %.3f %.3f%n",
        all - before, all, taken.p50(), taken.p99(), taken.p999());
    room.acquire(inFlight);
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
      throw new IllegalStateException("the broker is unavailable", e);
    }
  }

  private static String queue(int hop, int lane) {
    return "bench.raw.%d.%d".formatted(hop, lane);
  }
}
