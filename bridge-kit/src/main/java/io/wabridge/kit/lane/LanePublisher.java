package io.wabridge.kit.lane;

import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.Contract;
import io.wabridge.model.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private final LaneEncryption encryption;
  private final Traces traces;

  public LanePublisher(
      ConfirmedChannel channel,
      Lanes lanes,
      EnvelopeCodec codec,
      LaneEncryption encryption,
      Traces traces) {
    this.channel = channel;
    this.lanes = lanes;
    this.codec = codec;
    this.encryption = encryption;
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
            .map(outgoing -> publication(outgoing.reader(), outgoing.envelope(), parent))
            .toList());
  }

  private ConfirmedChannel.Publication publication(
      String reader, Envelope<?> envelope, @Nullable String parent) {
    var tenant = envelope.tenant().value();
    var contract = Contract.of(envelope.payload()).contractName();
    return new ConfirmedChannel.Publication(
        lanes.lane(reader, envelope.conversationKey()),
        contract,
        envelope.correlation(),
        parent,
        reader,
        tenant,
        encryption.seal(reader, tenant, contract, codec.write(envelope)));
  }
}
