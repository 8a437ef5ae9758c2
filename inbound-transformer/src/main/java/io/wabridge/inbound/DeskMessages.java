package io.wabridge.inbound;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.MirrorCopies;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Publishes persons' messages for their desk, with the copies for desks that may only read. */
@Component
class DeskMessages {

  private final Tenants tenants;
  private final MirrorCopies copies;
  private final LanePublisher publisher;

  DeskMessages(Tenants tenants, MirrorCopies copies, LanePublisher publisher) {
    this.tenants = tenants;
    this.copies = copies;
    this.publisher = publisher;
  }

  /**
   * Where a message goes.
   *
   * @param stage the queue of a kind of desk
   * @param key the conversation in whose lane it goes
   */
  record DeskLane(String stage, String key) {}

  /** Its conversation's own lane, or behind earlier messages that still follow a handover. */
  DeskLane lane(Desk owner, Arrival.Located located) {
    var behind = located.behind();
    var former = behind == null ? null : tenants.desk(behind.desk()).orElse(null);
    return behind == null || former == null
        ? new DeskLane(StageQueues.toDesk(owner.kind()), located.conversation().value())
        : new DeskLane(StageQueues.toDesk(former.kind()), behind.conversation().value());
  }

  void publish(Envelope<?> envelope, Channel channel, DeskLane lane, Message message) {
    var outgoing = new ArrayList<Outgoing>();
    outgoing.add(
        new Outgoing(
            lane.stage(),
            envelope.next(lane.key(), "m:" + message.id(), new Payload.InboundMessage(message))));
    outgoing.addAll(copies.of(envelope, channel, message, message.origin()));
    publisher.publish(outgoing);
  }

  /** Publishes the copies of a message that was delivered before they were. */
  void publishMissingCopies(Envelope<?> envelope, Channel channel, Message message) {
    var missing = copies.of(envelope, channel, message, message.origin());
    if (!missing.isEmpty()) {
      publisher.publish(missing);
    }
  }
}
