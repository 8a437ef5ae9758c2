package io.wabridge.kit.lane;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.StageMeters;
import io.wabridge.kit.telemetry.Traces;
import java.util.List;

/** Makes the readers of a stage. */
public final class LaneReaders {

  private final Nodes broker;
  private final LaneProperties properties;
  private final Lanes lanes;
  private final EnvelopeCodec codec;
  private final Parking parking;
  private final Holding holding;
  private final MeterRegistry meters;
  private final Traces traces;

  LaneReaders(
      Nodes broker,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      Parking parking,
      Holding holding,
      MeterRegistry meters,
      Traces traces) {
    this.broker = broker;
    this.properties = properties;
    this.lanes = lanes;
    this.codec = codec;
    this.parking = parking;
    this.holding = holding;
    this.meters = meters;
    this.traces = traces;
  }

  /** Reads all lanes that are named after this reader. */
  public LaneReader of(String reader, Step step) {
    return reader(reader, lanes.of(reader), properties.tenantInFlight(), step);
  }

  /** Reads what the broker gave up on. */
  public LaneReader ofUndeliverable(Step step) {
    return reader(Lanes.UNDELIVERABLE, List.of(Lanes.UNDELIVERABLE), 0, step);
  }

  private LaneReader reader(String reader, List<String> queues, int tenantInFlight, Step step) {
    var shown = new StageMeters(meters, reader);
    var attempt = new Attempt(reader, step, properties.patience(), shown, traces);
    var keep = new Keep(reader, holding, parking, shown);
    return new LaneReader(
        reader,
        queues,
        lanes,
        properties.inFlight(),
        broker,
        codec,
        holding,
        attempt,
        new Passage(reader, codec, attempt, keep, holding, properties),
        new Shares(tenantInFlight),
        shown,
        traces);
  }
}
