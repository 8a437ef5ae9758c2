package io.wabridge.kit.handover;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Status;
import java.util.List;
import java.util.Optional;

/** Copies of messages for the desks of a channel that may only read. */
public final class MirrorCopies {

  private final ConversationRegistry registry;
  private final Tenants tenants;

  public MirrorCopies(ConversationRegistry registry, Tenants tenants) {
    this.registry = registry;
    this.tenants = tenants;
  }

  /** The copies of a registered message that are not delivered yet. */
  public List<Outgoing> of(Envelope<?> envelope, Channel channel, Message message, Origin origin) {
    var mirrors = channel.routing().mirrors();
    if (mirrors.isEmpty()) {
      return List.of();
    }
    return registry
        .registerCopies(
            message.id().value(), new ConversationRegistry.Copies(envelope.tenant(), mirrors))
        .stream()
        .filter(copy -> copy.status() == Status.RECEIVED || copy.status() == Status.DELIVERING)
        .flatMap(copy -> outgoing(envelope, copy, message, origin).stream())
        .toList();
  }

  private Optional<Outgoing> outgoing(
      Envelope<?> envelope, Arrival.Located copy, Message message, Origin origin) {
    return tenants
        .desk(copy.desk())
        .map(desk ->
            new Outgoing(
                StageQueues.toDesk(desk.kind()),
                envelope.next(
                    copy.conversation().value(),
                    "m:" + copy.message(),
                    new Payload.InboundMessage(copy(copy, message, origin)))));
  }

  private static Message copy(Arrival.Located copy, Message message, Origin origin) {
    return new Message(
        copy.message(),
        copy.conversation(),
        Direction.INBOUND,
        message.channel(),
        copy.desk(),
        copy.person(),
        copy.deskAddress(),
        message.content(),
        new ExternalId(message.id().value()).derived("copy:" + copy.desk()),
        null,
        message.quote(),
        message.saidAt(),
        origin);
  }
}
