package io.wabridge.kit.lane;

import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.Contract;
import io.wabridge.model.Envelope;
import java.util.List;

/**
 * Publishes envelopes to lanes. When a call returns, the broker has confirmed them; otherwise it
 * throws.
 */
public final class LanePublisher {

  /**
   * One envelope and the stage that reads it.
   *
   * @param reader a stage's name, such as "inbound-transformer"
   */
  public record Outgoing(String reader, Envelope<?> envelope) {}

  private final ConfirmedChannel channel;
  private final Lanes lanes;
  private final EnvelopeCodec codec;
  private final Traces traces;

  public LanePublisher(ConfirmedChannel channel, Lanes lanes, EnvelopeCodec codec, Traces traces) {
    this.channel = channel;
    this.lanes = lanes;
    this.codec = codec;
    this.traces = traces;
  }

  public void publish(String reader, Envelope<?> envelope) {
    publish(List.of(new Outgoing(reader, envelope)));
  }

  /**
   * Publishes all, or throws; after an exception some may have been published, and a retry is
   * harmless.
   */
  public void publish(List<Outgoing> all) {
    var parent = traces.parent();
    channel.publish(
        all.stream()
            .map(outgoing ->
                new ConfirmedChannel.Publication(
                    lanes.lane(outgoing.reader(), outgoing.envelope().conversationKey()),
                    Contract.of(outgoing.envelope().payload()).contractName(),
                    outgoing.envelope().correlation(),
                    parent,
                    codec.write(outgoing.envelope())))
            .toList());
  }
}
