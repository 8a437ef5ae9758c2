package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.DeskAddress;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.MirrorCopies;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.resilience.TransferLimiter;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Processes an agent's message: finds the conversation, shapes the contents for its channel,
 * enforces the 24-hour window, stores the files, publishes. A message that may not be sent is
 * reported to the agent as failed, with the reason. The counterpart is InboundMessages.
 */
@Component
class AgentReplies {

  private static final String STAGE = "outbound-transformer";

  private final Tenants tenants;
  private final Ledger ledger;
  private final ReplyChannels channels;
  private final Connectors<ChannelConnector> connectors;
  private final Connectors<DeskConnector> desks;
  private final TransferLimiter transferLimiter;
  private final AgentFiles files;
  private final MediaFitting fitting;
  private final MirrorCopies copies;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  AgentReplies(
      Tenants tenants,
      Ledger ledger,
      ReplyChannels channels,
      Connectors<ChannelConnector> connectors,
      Connectors<DeskConnector> desks,
      TransferLimiter transferLimiter,
      AgentFiles files,
      MediaFitting fitting,
      MirrorCopies copies,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.channels = channels;
    this.connectors = connectors;
    this.desks = desks;
    this.transferLimiter = transferLimiter;
    this.files = files;
    this.fitting = fitting;
    this.copies = copies;
    this.publisher = publisher;
    this.meters = meters;
  }

  /** A message that names its person. */
  Outcome handleReply(Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said)
      throws IOException {
    return handle(envelope, desk, said, null);
  }

  /**
   * A message whose address Redis remembered.
   *
   * @throws HttpClientErrorException.Conflict the ledger has another address for its conversation
   * @throws HttpClientErrorException.NotFound the ledger does not know the conversation
   */
  Outcome handleReply(Envelope<?> envelope, Desk desk, DeskAddresses.Remembered remembered)
      throws IOException {
    return handle(envelope, desk, remembered.said(), remembered.named().conversation());
  }

  private Outcome handle(
      Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said, @Nullable String rememberedBy)
      throws IOException {
    var address = new DeskAddress(envelope.tenant(), desk.id(), said.to());
    Optional<Channel> channel;
    try {
      channel = channels.find(address);
    } catch (HttpClientErrorException.NotFound e) {
      reportUnknownPerson(envelope, desk, said);
      return new Outcome.Park(Reason.UNKNOWN_PERSON, "an address no person of this desk has");
    }
    if (channel.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_CHANNEL, "the channel of the conversation is gone");
    }
    var carrier = channel.get();
    var parts =
        Shaping.of(
            said.contents(),
            connectors.of(carrier.kind()).info().capabilities(),
            carrier.language());
    return parts.stream().anyMatch(part -> part.content() instanceof Content.Media)
        ? transferLimiter.transfer(
            envelope.tenant(), () -> register(envelope, desk, said, parts, carrier, rememberedBy))
        : register(envelope, desk, said, parts, carrier, rememberedBy);
  }

  private Outcome register(
      Envelope<?> envelope,
      Desk desk,
      DeskEvent.AgentMessage said,
      List<Shaping.Part> parts,
      Channel channel,
      @Nullable String rememberedBy)
      throws IOException {
    var located = ledger.registerReply(reply(envelope, desk, said, parts, channel, rememberedBy));
    var current = located.conversation().channel();
    if (!current.equals(channel.id())) {
      channels.put(new DeskAddress(envelope.tenant(), desk.id(), said.to()), current);
      return new Outcome.Later(
          Duration.ZERO, Reason.WAITING, "the address belongs to another channel by now");
    }
    var reply =
        new RegisteredReply(envelope, desk, channel, said, located, quoted(envelope, desk, said));
    publisher.publish(withCopies(reply, outgoing(reply, parts)));
    parts.forEach(part -> meters.received(envelope.tenant(), Direction.OUTBOUND, part.content()));
    return Outcome.DONE;
  }

  /** The provider's id of the message that the agent answers or reacts to. */
  private @Nullable ExternalId quoted(
      Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said) {
    var quoted = referred(said);
    return quoted == null
        ? null
        : ledger.findAtChannel(new Ledger.DeskMessage(envelope.tenant(), desk.id(), quoted)).id();
  }

  private static @Nullable ExternalId referred(DeskEvent.AgentMessage said) {
    for (var content : said.contents()) {
      if (content instanceof Content.Reaction(var _, var target)) {
        return target;
      }
    }
    return said.quoted();
  }

  private Reply reply(
      Envelope<?> envelope,
      Desk desk,
      DeskEvent.AgentMessage said,
      List<Shaping.Part> parts,
      Channel channel,
      @Nullable String rememberedBy) {
    return new Reply(
        envelope.tenant(),
        desk.id(),
        said.to(),
        said.conversation(),
        said.id(),
        parts.stream().map(part -> part(part, channel)).toList(),
        said.at(),
        envelope.acceptedAt(),
        parts.stream().flatMap(part -> part.numbered().stream()).toList(),
        desks.of(desk.kind()).info().capabilities().shownStatuses(),
        referred(said),
        rememberedBy);
  }

  private static Reply.Part part(Shaping.Part part, Channel channel) {
    return new Reply.Part(
        Excerpt.kind(part.content()),
        Excerpt.of(part.content()),
        part.change(),
        channel.history().keep(part.content(), Origin.PERSON));
  }

  /** Desks that may only read see what agents of other desks write. */
  private List<Outgoing> withCopies(RegisteredReply reply, List<Outgoing> outgoing) {
    var all = new ArrayList<>(outgoing);
    for (var one : outgoing) {
      if (one.envelope().payload() instanceof Payload.OutboundMessage(var message)) {
        all.addAll(
            copies.of(
                reply.envelope(), reply.channel(), message, Origin.agentAt(reply.desk().name())));
      }
    }
    return all;
  }

  private List<Outgoing> outgoing(RegisteredReply reply, List<Shaping.Part> parts)
      throws IOException {
    var outgoing = new ArrayList<Outgoing>();
    var lastInbound = reply.located().lastInbound();
    var refusal = refusal(reply);
    if (reply.channel().readMarks() == ReadMarks.ON_REPLY
        && lastInbound != null
        && refusal == null
        && reply.located().conversation().person().group() == null) {
      outgoing.add(reply.readMark(lastInbound));
    }
    for (var i = 0; i < parts.size(); i++) {
      var registered = reply.located().messages().get(i);
      if (registered.status() == Status.FAILED) {
        meters.duplicate(STAGE);
        unreported(reply, registered.id()).ifPresent(outgoing::add);
      } else if (registered.status() != Status.RECEIVED
          && registered.status() != Status.DELIVERING) {
        meters.duplicate(STAGE);
      } else if (refusal != null) {
        refused(reply, registered.id(), refusal, null).ifPresent(outgoing::add);
      } else {
        outgoing(reply, registered.id(), parts.get(i).content()).ifPresent(outgoing::add);
      }
    }
    return outgoing;
  }

  /** The reason why it may not be sent. */
  private @Nullable Reason refusal(RegisteredReply reply) {
    var conversation = reply.located().conversation();
    if (conversation.closedAt() != null) {
      return Reason.CONVERSATION_MOVED;
    }
    if (conversation.person().group() != null && !carriesGroups(reply.channel())) {
      return Reason.GROUP;
    }
    return reply.located().windowOpen() ? null : Reason.WINDOW_CLOSED;
  }

  private boolean carriesGroups(Channel channel) {
    return connectors.of(channel.kind()).info().capabilities().has(Feature.GROUPS);
  }

  private Optional<Outgoing> outgoing(RegisteredReply reply, MessageId id, Content part)
      throws IOException {
    if (part instanceof Content.Reaction reaction) {
      return reaction(reply, id, reaction);
    }
    if (!(part instanceof Content.Media file)) {
      return Optional.of(reply.message(id, part));
    }
    var conversation = reply.located().conversation();
    var fetched =
        files.fetch(
            file,
            reply.desk(),
            id,
            () ->
                ledger.session(conversation.tenant().value(), conversation.id().value()).session());
    return switch (fetched.file()) {
      case MediaRef.Gone gone -> without(reply, id, file, gone);
      case MediaRef.Stored stored -> fitted(reply, id, fetched, stored);
      case MediaRef.Remote _, MediaRef.Pending _ -> Optional.of(reply.message(id, fetched));
    };
  }

  private Optional<Outgoing> without(
      RegisteredReply reply, MessageId id, Content.Media file, MediaRef.Gone gone) {
    var instead = AgentFiles.instead(file, gone);
    if (instead == null) {
      return refused(reply, id, gone.reason(), gone.detail());
    }
    ledger.addNote(
        id.value(),
        new Ledger.Note(
            reply.envelope().tenant(),
            STAGE,
            "adapted",
            "the picture could not be fetched, its address is sent: " + gone.detail()));
    return Optional.of(reply.message(id, instead));
  }

  /** The desk names the message by an id that the provider does not know. */
  private Optional<Outgoing> reaction(
      RegisteredReply reply, MessageId id, Content.Reaction reaction) {
    var target = reply.quoted();
    return target == null
        ? refused(
            reply,
            id,
            Reason.CONTENT_REFUSED,
            "The message that it reacts to is not known, or was not sent yet.")
        : Optional.of(reply.message(id, new Content.Reaction(reaction.emoji(), target)));
  }

  private Optional<Outgoing> fitted(
      RegisteredReply reply, MessageId id, Content.Media file, MediaRef.Stored stored)
      throws IOException {
    var channel = connectors.of(reply.channel().kind()).info().capabilities();
    var tenant = reply.envelope().tenant();
    return switch (fitting.fit(file, stored, channel, tenant, id)) {
      case Fitted.Refused(var reason, var detail) -> refused(reply, id, reason, detail);
      case Fitted.Fits(var media, var change) -> {
        if (change != null) {
          ledger.addNote(id.value(), new Ledger.Note(tenant, STAGE, "adapted", change));
        }
        yield Optional.of(reply.message(id, media));
      }
    };
  }

  /** The failed receipt; empty if another part of the message has the receipt. */
  private Optional<Outgoing> refused(
      RegisteredReply reply, MessageId id, Reason reason, @Nullable String detail) {
    var tenant = reply.envelope().tenant();
    var recorded =
        ledger.recordOutcome(
            id.value(),
            new Ledger.DeliveryOutcome(tenant, STAGE, Status.FAILED, null, null, reason, detail));
    meters.refused(tenant, Direction.OUTBOUND, reply.channel().kind(), reason);
    return Optional.ofNullable(recorded.forDesk()).map(reply::receipt);
  }

  /** The failed receipt of a part that was refused before, if it was not published then. */
  private Optional<Outgoing> unreported(RegisteredReply reply, MessageId id) {
    var begun =
        ledger.beginDelivery(
            id.value(), new Ledger.Intent(reply.envelope().tenant(), STAGE, null, null));
    return Optional.ofNullable(begun.forDesk()).map(reply::receipt);
  }

  private void reportUnknownPerson(Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said) {
    var receipt =
        new Receipt(
            new MessageId(envelope.correlation()),
            new ConversationId(said.to()),
            new ChannelId("none"),
            desk.id(),
            said.id(),
            said.to(),
            Status.FAILED,
            Reason.UNKNOWN_PERSON,
            null,
            Instant.now());
    publisher.publish(
        StageQueues.toDesk(desk.kind()),
        envelope.next(
            envelope.conversationKey(), "r:" + said.id(), new Payload.InboundReceipt(receipt)));
  }
}
