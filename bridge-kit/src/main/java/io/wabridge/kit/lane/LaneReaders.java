package io.wabridge.kit.lane;

import com.rabbitmq.client.ConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Makes the readers of a stage. */
public final class LaneReaders {

  private final ConnectionFactory broker;
  private final LaneProperties properties;
  private final Lanes lanes;
  private final EnvelopeCodec codec;
  private final Parking parking;
  private final MeterRegistry meters;

  LaneReaders(
      ConnectionFactory broker,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      Parking parking,
      MeterRegistry meters) {
    this.broker = broker;
    this.properties = properties;
    this.lanes = lanes;
    this.codec = codec;
    this.parking = parking;
    this.meters = meters;
  }

  /** Reads all lanes that are named after this reader. */
  public LaneReader of(String reader, Step step) {
    return reader(reader, lanes.of(reader), step);
  }

  /** Reads what the broker gave up on. */
  public LaneReader ofUndeliverable(Step step) {
    return reader(Lanes.UNDELIVERABLE, List.of(Lanes.UNDELIVERABLE), step);
  }

  private LaneReader reader(String reader, List<String> queues, Step step) {
    return new LaneReader(
        reader,
        queues,
        properties.inFlight(),
        broker,
        new Attempt(reader, codec, step, parking, properties.patience(), meters));
  }
}
