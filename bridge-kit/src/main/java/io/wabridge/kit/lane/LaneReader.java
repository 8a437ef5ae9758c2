package io.wabridge.kit.lane;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.Ids;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the lanes of one stage. Within a lane, a conversation is processed in order, and many
 * conversations concurrently. An envelope is acknowledged when its step is finished; it is never
 * requeued, which would break the order.
 */
public final class LaneReader implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LaneReader.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String reader;
  private final List<String> queues;
  private final Lanes lanes;
  private final int inFlight;
  private final BrokerNodes broker;
  private final EnvelopeCodec codec;
  private final LaneEncryption encryption;
  private final Holding holding;
  private final StepRunner stepRunner;
  private final LaneProcessor processor;
  private final ConversationOrder conversations;
  private final TenantInFlightLimiter inFlightLimiter;
  private final StageMeters meters;
  private final Traces traces;
  private final String instance = Ids.next();
  private volatile boolean running;
  private volatile @Nullable Thread keeper;
  private volatile @Nullable Connection connection;

  LaneReader(
      String reader,
      List<String> queues,
      Lanes lanes,
      int inFlight,
      BrokerNodes broker,
      EnvelopeCodec codec,
      LaneEncryption encryption,
      Holding holding,
      StepRunner stepRunner,
      LaneProcessor processor,
      TenantInFlightLimiter inFlightLimiter,
      StageMeters meters,
      Traces traces) {
    this.reader = reader;
    this.queues = queues;
    this.lanes = lanes;
    this.inFlight = inFlight;
    this.broker = broker;
    this.codec = codec;
    this.encryption = encryption;
    this.holding = holding;
    this.stepRunner = stepRunner;
    this.processor = processor;
    this.conversations = new ConversationOrder(reader);
    this.inFlightLimiter = inFlightLimiter;
    this.meters = meters;
    this.traces = traces;
    meters.reading(this::reading);
  }

  @Override
  public void start() {
    running = true;
    stepRunner.start();
    keeper = Thread.ofVirtual().name(reader + "-keeper").start(this::keepReading);
  }

  /** Opens the lanes, waits until the connection breaks, and opens them again. */
  private void keepReading() {
    traces.setLogService();
    while (running) {
      try {
        var opened = broker.connect(reader);
        connection = opened;
        lanes.verifyCount(opened);
        var broken = new CountDownLatch(1);
        opened.addShutdownListener(cause -> broken.countDown());
        for (var lane = 0; lane < queues.size(); lane++) {
          read(opened, lane);
        }
        log.atInfo().addKeyValue("lanes", queues.size()).log("{} is reading its lanes", reader);
        broken.await();
      } catch (IOException | TimeoutException | RuntimeException e) {
        log.atWarn().log("{} cannot read its lanes: {}; retrying", reader, e.getMessage());
        closeConnection();
      } catch (InterruptedException e) {
        return;
      }
      pause();
    }
  }

  private void read(Connection opened, int lane) throws IOException {
    var queue = queues.get(lane);
    var held = new HeldConversations(holding, reader, lane, queues.size());
    var channel = opened.createChannel();
    Lanes.declare(channel, queue);
    channel.basicQos(inFlight);
    channel.basicConsume(
        queue,
        false,
        Map.of("x-priority", preference(queue)),
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag,
              com.rabbitmq.client.Envelope delivery,
              AMQP.BasicProperties properties,
              byte[] body) {
            var contract = properties.getType() == null ? "" : properties.getType();
            held.delivered();
            take(
                channel,
                held,
                delivery.getDeliveryTag(),
                decode(queue, contract, properties, body).withParent(parent(properties)),
                published(properties));
          }

          @Override
          public void handleCancel(String tag) {
            opened.abort(1000);
          }
        });
  }

  /**
   * Which of several processes reads a lane: pseudo-random, so that lanes are spread over the
   * processes. RabbitMQ 3 ignores the priority and picks the first consumer.
   */
  private int preference(String queue) {
    return (int) (Lanes.hash(instance + queue) % 100);
  }

  private ReceivedEnvelope decode(
      String queue, String contract, AMQP.BasicProperties properties, byte[] body) {
    try {
      // what the broker dead-lettered was encrypted for another reader
      var sealedFor =
          reader.equals(Lanes.UNDELIVERABLE)
              ? String.valueOf(header(properties, ConfirmedConnection.READER))
              : reader;
      var tenant = header(properties, ConfirmedConnection.TENANT);
      return ReceivedEnvelope.decode(
          codec, queue, contract, encryption.open(sealedFor, tenant, contract, body));
    } catch (EnvelopeCodec.Unreadable e) {
      log.atError().addKeyValue("queue", queue).log("refused: {}", e.getMessage());
      return ReceivedEnvelope.unreadable(queue, contract, body, e);
    }
  }

  /** Envelopes published by an earlier version have no timestamp. */
  private static long published(AMQP.BasicProperties properties) {
    return properties.getHeaders() != null
            && properties.getHeaders().get(ConfirmedConnection.PUBLISHED) instanceof Long at
        ? at
        : System.currentTimeMillis();
  }

  private static @Nullable String parent(AMQP.BasicProperties properties) {
    return header(properties, Traces.PARENT);
  }

  private static @Nullable String header(AMQP.BasicProperties properties, String name) {
    var value = properties.getHeaders() == null ? null : properties.getHeaders().get(name);
    return value == null ? null : value.toString();
  }

  private void take(
      Channel channel,
      HeldConversations held,
      long delivery,
      ReceivedEnvelope received,
      long published) {
    var conversation = received.conversationKey();
    var slot =
        inFlightLimiter.acquire(
            received.tenant(), received.signal(), !conversations.busy(conversation));
    conversations.run(
        conversation,
        () -> {
          meters.waited(System.currentTimeMillis() - published);
          traces.setLogService();
          try {
            // the broker redelivers, in order, what a closed AMQP channel delivered
            if (processor.process(received, held, slot, channel::isOpen)) {
              acknowledge(channel, delivery);
            }
          } finally {
            slot.release();
          }
        });
  }

  private static void acknowledge(Channel channel, long delivery) {
    try {
      synchronized (channel) {
        channel.basicAck(delivery, false);
      }
    } catch (IOException | RuntimeException e) {
      log.atDebug().log("an acknowledgement came too late; the envelope will be redelivered");
    }
  }

  /** Accepts no new envelopes, waits for those in flight, then closes. */
  @Override
  public void stop() {
    var keeping = keeper;
    running = false;
    stepRunner.stop();
    try {
      conversations.awaitIdle(Duration.ofSeconds(15).toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (keeping != null) {
      keeping.interrupt();
    }
    closeConnection();
  }

  private void closeConnection() {
    var opened = connection;
    connection = null;
    if (opened != null) {
      opened.abort(2000);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Whether the lanes are being read now. */
  public boolean reading() {
    var opened = connection;
    return opened != null && opened.isOpen();
  }
}
