package io.wabridge.kit.lane;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.kit.telemetry.Traces;
import java.util.List;

/** Creates the readers of a stage. */
public final class LaneReaders {

  private final BrokerNodes broker;
  private final LaneProperties properties;
  private final Lanes lanes;
  private final EnvelopeCodec codec;
  private final LaneEncryption encryption;
  private final Parking parking;
  private final Holding holding;
  private final MeterRegistry meters;
  private final Traces traces;

  LaneReaders(
      BrokerNodes broker,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      LaneEncryption encryption,
      Parking parking,
      Holding holding,
      MeterRegistry meters,
      Traces traces) {
    this.broker = broker;
    this.properties = properties;
    this.lanes = lanes;
    this.codec = codec;
    this.encryption = encryption;
    this.parking = parking;
    this.holding = holding;
    this.meters = meters;
    this.traces = traces;
  }

  /** Reads all lanes of this reader. */
  public LaneReader of(String reader, Step step) {
    return reader(reader, lanes.of(reader), properties.tenantInFlight(), step);
  }

  /** Reads the lanes of several readers with the same step. */
  public LaneReaderGroup group(List<String> readers, Step step) {
    return new LaneReaderGroup(readers.stream().map(reader -> of(reader, step)).toList());
  }

  /** Reads the envelopes that the broker dead-lettered. */
  public LaneReader ofUndeliverable(Step step) {
    return reader(Lanes.UNDELIVERABLE, List.of(Lanes.UNDELIVERABLE), 0, step);
  }

  private LaneReader reader(String reader, List<String> queues, int tenantInFlight, Step step) {
    var shown = new StageMeters(meters, reader);
    var stepRunner = new StepRunner(reader, step, properties.patience(), shown, traces);
    var holdOrPark = new HoldOrPark(reader, holding, parking, shown);
    return new LaneReader(
        reader,
        queues,
        lanes,
        properties.inFlight(),
        broker,
        codec,
        encryption,
        holding,
        stepRunner,
        new LaneProcessor(reader, codec, stepRunner, holdOrPark, holding, properties),
        new TenantInFlightLimiter(tenantInFlight),
        shown,
        traces);
  }
}
