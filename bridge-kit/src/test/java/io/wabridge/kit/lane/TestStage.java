package io.wabridge.kit.lane;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rabbitmq.client.ConnectionFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.Stores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** A stage with its own real lanes, for one test. */
final class TestStage implements AutoCloseable {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  final String name = "test-" + Ids.next();
  final Lanes lanes;
  final EnvelopeCodec codec = new EnvelopeCodec(JSON);
  final LaneEncryption encryption;
  final LanePublisher publisher;
  final List<Parking.Parked> parked = new CopyOnWriteArrayList<>();
  final InMemoryHolding held = new InMemoryHolding();
  private final List<LaneReader> readers = new CopyOnWriteArrayList<>();
  private final ConfirmedChannel channel;
  private final LaneProperties properties;

  TestStage() {
    this(Duration.ofSeconds(5));
  }

  TestStage(Duration patience) {
    this(Broker.connections(), patience);
  }

  TestStage(ConnectionFactory publishing, Duration patience) {
    this(publishing, patience, Duration.ofHours(1));
  }

  TestStage(ConnectionFactory publishing, Duration patience, Duration budget) {
    this(BrokerNodes.single(publishing), patience, budget, 100);
  }

  TestStage(BrokerNodes publishing, Duration patience) {
    this(publishing, patience, Duration.ofHours(1), 100);
  }

  TestStage(Duration patience, int tenantInFlight) {
    this(BrokerNodes.single(Broker.connections()), patience, Duration.ofHours(1), tenantInFlight);
  }

  private TestStage(
      BrokerNodes publishing, Duration patience, Duration budget, int tenantInFlight) {
    properties = properties(tenantInFlight, patience, budget, true);
    lanes = new Lanes(properties);
    channel = new ConfirmedChannel(publishing, lanes, properties.confirmTimeout());
    encryption = encryption(properties);
    publisher = new LanePublisher(channel, lanes, codec, encryption, Traces.off("test"));
    declare();
  }

  private static LaneProperties properties(
      int tenantInFlight, Duration patience, Duration budget, boolean readPlain) {
    return new LaneProperties(
        4, 250, tenantInFlight, Duration.ofSeconds(5), patience, budget, budget, true, readPlain);
  }

  private static LaneEncryption encryption(LaneProperties properties) {
    return new LaneEncryption(
        FieldEncryption.of(Secret.of(Stores.get().springProperties().get("bridge.master-key"))),
        properties,
        new SimpleMeterRegistry());
  }

  /** When two processes declare the same quorum queue, a first publish may be refused. */
  private void declare() {
    try (var connection = Broker.connections().newConnection("tests");
        var declaring = connection.createChannel()) {
      for (var lane : lanes.of(name)) {
        Lanes.declare(declaring, lane);
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  LaneReader read(Step step) {
    return read(Broker.connections(), parked::add, step);
  }

  /** A reader that refuses plain envelopes. */
  LaneReader readEncrypted(Step step) {
    var strict = properties(100, properties.patience(), properties.holdBudget(), false);
    return read(Broker.connections(), parked::add, encryption(strict), step);
  }

  LaneReader read(ConnectionFactory broker, Parking parking, Step step) {
    return read(broker, parking, encryption, step);
  }

  private LaneReader read(
      ConnectionFactory broker, Parking parking, LaneEncryption reading, Step step) {
    var reader =
        new LaneReaders(
                BrokerNodes.single(broker),
                properties,
                lanes,
                codec,
                reading,
                parking,
                held,
                new SimpleMeterRegistry(),
                Traces.off("test"))
            .of(name, step);
    readers.add(reader);
    reader.start();
    return reader;
  }

  void say(String conversation, int number) {
    publisher.publish(name, envelope(conversation, number));
  }

  /** Sends so many messages of a tenant to every conversation, in order. */
  void sendMany(String tenant, List<String> conversations, int each) {
    for (var number = 0; number < each; number++) {
      var round = number;
      publisher.publish(
          conversations.stream()
              .map(one -> new LanePublisher.Outgoing(name, envelope(tenant, one, round)))
              .toList());
    }
  }

  /** Announces due conversations, like state-manager. */
  void announce(String conversation) {
    announce("tenant", conversation);
  }

  void announce(String tenant, String conversation) {
    publisher.publish(
        name,
        new Envelope<>(
            Ids.next(),
            new TenantId(tenant),
            conversation,
            "due",
            Instant.now(),
            new Payload.HeldDue(name)));
  }

  static Envelope<Payload.ChannelPart> envelope(String conversation, int number) {
    return envelope("tenant", conversation, number);
  }

  static Envelope<Payload.ChannelPart> envelope(String tenant, String conversation, int number) {
    return new Envelope<>(
        Ids.next(),
        new TenantId(tenant),
        conversation,
        conversation + number,
        Instant.now(),
        new Payload.ChannelPart(new ChannelId("channel"), String.valueOf(number)));
  }

  static int number(Envelope<?> envelope) {
    return envelope.payload() instanceof Payload.ChannelPart part
        ? Integer.parseInt(part.body())
        : -1;
  }

  @Override
  public void close() {
    readers.forEach(LaneReader::stop);
    channel.close();
  }
}
