package io.wabridge.genesys.api;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.ConversationRegistry.Destination;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.DeskHandover;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.kit.routing.Routes;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Envelope;
import io.wabridge.model.HandoverCause;
import io.wabridge.model.Message;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages whose conversation goes on at another desk: each follows in its turn. If a desk is
 * unavailable for longer than its route allows, the conversation goes to the next one.
 */
@Component
class MovedMessages {

  private final Tenants tenants;
  private final ConversationRegistry registry;
  private final DeskHandover handover;
  private final DeskAvailability availability;
  private final LanePublisher publisher;

  MovedMessages(
      Tenants tenants,
      ConversationRegistry registry,
      DeskHandover handover,
      DeskAvailability availability,
      LanePublisher publisher) {
    this.tenants = tenants;
    this.registry = registry;
    this.handover = handover;
    this.availability = availability;
    this.publisher = publisher;
  }

  /** Publishes the message in the lane of the conversation that it belongs to now. */
  Outcome follow(Envelope<?> envelope, Message message) {
    return follow(envelope, message, destination(envelope, message));
  }

  /** The message cannot be delivered now: perhaps another desk has its conversation, or gets it. */
  Outcome retry(Envelope<?> envelope, Message message, Outcome.Later later) {
    var destination = destination(envelope, message);
    var conversation = destination.conversation();
    if (conversation == null) {
      return later;
    }
    if (!inLane(conversation, envelope)) {
      return follow(envelope, message, destination);
    }
    // notices and copies for readers are no reason
    if (message.externalId().derived() || message.content() instanceof Content.Notice) {
      return later;
    }
    return tenants
        .channel(message.channel())
        .map(channel -> failOver(envelope, message, channel, destination, later))
        .orElse(later);
  }

  private Outcome failOver(
      Envelope<?> envelope,
      Message message,
      Channel channel,
      Destination destination,
      Outcome.Later later) {
    var conversation = Objects.requireNonNull(destination.conversation());
    var routes = Routes.of(channel);
    var patience = routes.failover(conversation.desk());
    if (patience.isEmpty()) {
      return later;
    }
    var waited = Duration.between(atDeskSince(envelope, destination), Instant.now());
    var left = patience.get().minus(waited);
    if (left.isPositive()) {
      return left.compareTo(later.after()) < 0
          ? new Outcome.Later(left, later.reason(), later.detail())
          : later;
    }
    availability.report(conversation.desk(), false);
    var facts =
        RouteFacts.of(
            channel.routing(), conversation.person(), Instant.now(), availability::unavailable);
    var target = routes.nextDesk(conversation.desk(), facts).flatMap(tenants::desk);
    return target
        .filter(Desk::active)
        .map(desk -> passOn(envelope, message, desk, later))
        .orElse(later);
  }

  /** A message that followed a handover has not waited for its present desk before. */
  private static Instant atDeskSince(Envelope<?> envelope, Destination destination) {
    var assigned = destination.assignedAt();
    return assigned != null && assigned.isAfter(envelope.acceptedAt())
        ? assigned
        : envelope.acceptedAt();
  }

  private Outcome passOn(Envelope<?> envelope, Message message, Desk target, Outcome.Later later) {
    handOver(envelope, message, target);
    var destination = destination(envelope, message);
    var conversation = destination.conversation();
    // its agents have closed it: it waits, in its place
    return conversation != null && inLane(conversation, envelope)
        ? later
        : move(envelope, message, conversation);
  }

  private void handOver(Envelope<?> envelope, Message message, Desk target) {
    handover.pass(
        envelope,
        new DeskHandover.Request(
            new ConversationId(envelope.conversationKey()),
            target,
            HandoverCause.DESK_UNAVAILABLE,
            event(message),
            null));
  }

  private static String event(Message message) {
    return "failover:" + message.id();
  }

  private static boolean inLane(Conversation conversation, Envelope<?> envelope) {
    return conversation.id().value().equals(envelope.conversationKey());
  }

  private Destination destination(Envelope<?> envelope, Message message) {
    return registry.destination(message.id().value(), envelope.tenant().value());
  }

  private Outcome follow(Envelope<?> envelope, Message message, Destination destination) {
    var conversation = destination.conversation();
    if (conversation != null && event(message).equals(destination.movedBy())) {
      // this message moved the conversation, and perhaps the agents were not told
      tenants.desk(conversation.desk()).ifPresent(desk -> handOver(envelope, message, desk));
    }
    return move(envelope, message, conversation);
  }

  private Outcome move(Envelope<?> envelope, Message message, @Nullable Conversation conversation) {
    if (conversation == null) {
      return Outcome.DONE; // it was delivered meanwhile
    }
    var desk = tenants.desk(conversation.desk());
    if (desk.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + conversation.desk() + " is gone");
    }
    publisher.publish(
        StageQueues.toDesk(desk.get().kind()),
        envelope.next(
            conversation.id().value(),
            "m:" + message.id(),
            new Payload.InboundMessage(in(conversation, message))));
    registry.recordArrived(
        message.id().value(), new ConversationRegistry.Moved(envelope.tenant(), conversation.id()));
    return Outcome.DONE;
  }

  /** Ids of the former desk mean nothing at another one. */
  private static Message in(Conversation conversation, Message message) {
    return new Message(
        message.id(),
        conversation.id(),
        message.direction(),
        message.channel(),
        conversation.desk(),
        message.person(),
        conversation.deskAddress(),
        message.content(),
        message.externalId(),
        conversation.desk().equals(message.desk()) ? message.quoted() : null,
        message.quote(),
        message.saidAt(),
        message.origin());
  }
}
