package io.wabridge.kit.lane;

import com.rabbitmq.client.ConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;

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
    return new LaneReader(
        reader,
        lanes.of(reader),
        properties.inFlight(),
        broker,
        new Attempt(reader, codec, step, parking, properties.patience(), meters));
  }
}
