package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.DeskAddress;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.DeskHandover;
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
import io.wabridge.model.NoticeKind;
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
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.outbound.WindowPlanner.Asking;
import io.wabridge.outbound.WindowPlanner.Plan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  private final TemplateOrders templates;
  private final DeskHandover handover;
  private final MirrorCopies copies;
  private final WindowPlanner planner;
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
      TemplateOrders templates,
      DeskHandover handover,
      MirrorCopies copies,
      WindowPlanner planner,
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
    this.templates = templates;
    this.handover = handover;
    this.copies = copies;
    this.planner = planner;
    this.publisher = publisher;
    this.meters = meters;
  }

  /** A message that names its person. */
  Outcome handleReply(Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said)
      throws IOException {
    return handle(envelope, desk, said, Reading.of(said, null));
  }

  /**
   * A message whose address Redis remembered.
   *
   * @throws HttpClientErrorException.Conflict the ledger has another address for its conversation
   * @throws HttpClientErrorException.NotFound the ledger does not know the conversation
   */
  Outcome handleReply(Envelope<?> envelope, Desk desk, DeskAddresses.Remembered remembered)
      throws IOException {
    var said = remembered.said();
    return handle(envelope, desk, said, Reading.of(said, remembered.named().conversation()));
  }

  /**
   * An agent ordered a template by a command; the agent is shown what the person reads.
   *
   * @param words name, language and values
   */
  Outcome handleTemplate(Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said, String words)
      throws IOException {
    return handle(
        envelope,
        desk,
        said,
        new Reading(channel -> List.of(templates.read(channel, words)), true, null));
  }

  /**
   * How a message is read.
   *
   * @param contents its contents, which may depend on its channel
   * @param told whether the agent is shown what the person reads
   * @param rememberedBy the desk's conversation whose address Redis remembered
   */
  private record Reading(
      Function<Channel, List<Content>> contents, boolean told, @Nullable String rememberedBy) {

    static Reading of(DeskEvent.AgentMessage said, @Nullable String rememberedBy) {
      return new Reading(_ -> said.contents(), false, rememberedBy);
    }
  }

  private Outcome handle(
      Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said, Reading reading)
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
                reading.contents().apply(carrier),
                connectors.of(carrier.kind()).info().capabilities(),
                carrier.language())
            .stream()
            .map(part ->
                part.content() instanceof Content.Template template
                    ? part.checked(templates.checked(carrier, template))
                    : part)
            .toList();
    return parts.stream().anyMatch(part -> hasFile(part.content()))
        ? transferLimiter.transfer(
            envelope.tenant(), () -> register(envelope, desk, said, parts, carrier, reading))
        : register(envelope, desk, said, parts, carrier, reading);
  }

  private static boolean hasFile(Content content) {
    return content instanceof Content.Media
        || content instanceof Content.Template template && template.values().file().isPresent();
  }

  private Outcome register(
      Envelope<?> envelope,
      Desk desk,
      DeskEvent.AgentMessage said,
      List<Shaping.Part> parts,
      Channel channel,
      Reading reading)
      throws IOException {
    var located =
        ledger.registerReply(reply(envelope, desk, said, parts, channel, reading.rememberedBy()));
    var current = located.conversation().channel();
    if (!current.equals(channel.id())) {
      channels.put(new DeskAddress(envelope.tenant(), desk.id(), said.to()), current);
      return new Outcome.Later(
          Duration.ZERO, Reason.WAITING, "the address belongs to another channel by now");
    }
    var reply =
        new RegisteredReply(envelope, desk, channel, said, located, quoted(envelope, desk, said));
    var plan = plan(reply, parts);
    var outgoing = outgoing(reply, parts, plan);
    publisher.publish(withCopies(reply, outgoing));
    if (reading.told()) {
      tellSent(reply, outgoing);
    }
    if (plan instanceof Plan.Wait(var until, var template)) {
      tellWaiting(reply, until, template);
    }
    parts.forEach(part -> meters.received(envelope.tenant(), Direction.OUTBOUND, part.content()));
    return Outcome.DONE;
  }

  /** A command does not show what the person reads. */
  private void tellSent(RegisteredReply reply, List<Outgoing> outgoing) {
    for (var one : outgoing) {
      if (one.envelope().payload() instanceof Payload.OutboundMessage(var message)
          && message.content() instanceof Content.Template template) {
        handover.tell(
            reply.envelope(),
            reply.desk(),
            reply.located().conversation(),
            NoticeKind.TEMPLATE_SENT,
            Map.of("text", template.text()),
            new ExternalId("desk:" + reply.desk().id() + ":" + reply.said().id())
                .derived("answer"));
      }
    }
  }

  /**
   * What becomes of replies that may not be sent now; null: there are none, or they are refused.
   */
  private @Nullable Plan plan(RegisteredReply reply, List<Shaping.Part> parts) {
    if (!reply.channel().window().holds() || refusal(reply) != Reason.WINDOW_CLOSED) {
      return null;
    }
    var late = new ArrayList<MessageId>();
    for (var i = 0; i < parts.size(); i++) {
      var registered = reply.located().messages().get(i);
      if (registered.status() == Status.RECEIVED
          && parts.get(i).refusal() == null
          && !(parts.get(i).content() instanceof Content.Template)) {
        late.add(registered.id());
      }
    }
    return late.isEmpty() ? null : planner.plan(reply, late);
  }

  /** Agents know that their message waits, and what the person reads meanwhile. */
  private void tellWaiting(RegisteredReply reply, Instant until, @Nullable Asking template) {
    var values = new HashMap<String, String>();
    values.put("until", until.toString());
    if (template != null) {
      values.put("text", template.content().text());
    }
    handover.tell(
        reply.envelope(),
        reply.desk(),
        reply.located().conversation(),
        NoticeKind.AWAITING_PERSON,
        values,
        new ExternalId("desk:" + reply.desk().id() + ":" + reply.said().id()).derived("waits"));
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

  private List<Outgoing> outgoing(
      RegisteredReply reply, List<Shaping.Part> parts, @Nullable Plan plan) throws IOException {
    var outgoing = new ArrayList<Outgoing>();
    if (plan instanceof Plan.Wait(var _, var template) && template != null && template.unsent()) {
      outgoing.add(reply.asking(template.id(), template.content()));
    }
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
      } else if (refusal(reply, parts.get(i), plan) instanceof Refusal(var reason, var detail)) {
        refused(reply, registered.id(), reason, detail).ifPresent(outgoing::add);
      } else {
        outgoing(reply, registered.id(), parts.get(i).content()).ifPresent(outgoing::add);
      }
    }
    return outgoing;
  }

  private record Refusal(Reason reason, @Nullable String detail) {}

  /** The reason why a part may not be sent. A template may be sent outside the 24-hour window. */
  private @Nullable Refusal refusal(RegisteredReply reply, Shaping.Part part, @Nullable Plan plan) {
    var general = refusal(reply);
    if (!(part.content() instanceof Content.Template template)) {
      if (part.refusal() != null && (general == null || general == Reason.WINDOW_CLOSED)) {
        return new Refusal(part.refusal(), part.refusalDetail());
      }
      return switch (plan) {
        case null -> general == null ? null : new Refusal(general, null);
        case Plan.Send _, Plan.Wait _ -> null;
        case Plan.Refuse(var reason, var detail) -> new Refusal(reason, detail);
      };
    }
    if (general != null && general != Reason.WINDOW_CLOSED) {
      return new Refusal(general, null);
    }
    if (part.refusal() != null) {
      return new Refusal(part.refusal(), part.refusalDetail());
    }
    return optedOut(reply, template) ? new Refusal(Reason.OPTED_OUT, null) : null;
  }

  private boolean optedOut(RegisteredReply reply, Content.Template template) {
    var known = template.known();
    if (known == null || known.category() != TemplateCategory.MARKETING) {
      return false;
    }
    var allowed =
        ledger
            .marketing(
                new Ledger.MarketingQuestion(
                    reply.envelope().tenant(),
                    reply.channel().id(),
                    reply.located().conversation().person()))
            .allowed();
    return Boolean.FALSE.equals(allowed);
  }

  /** The reason why nothing but a template may be sent. */
  private @Nullable Reason refusal(RegisteredReply reply) {
    var conversation = reply.located().conversation();
    if (can(reply.channel(), Feature.READ_ONLY)) {
      return Reason.FOLLOWED_ONLY;
    }
    if (conversation.closedAt() != null) {
      return Reason.CONVERSATION_MOVED;
    }
    if (conversation.person().group() != null && !can(reply.channel(), Feature.GROUPS)) {
      return Reason.GROUP;
    }
    return reply.located().windowOpen() ? null : Reason.WINDOW_CLOSED;
  }

  private boolean can(Channel channel, Feature feature) {
    return connectors.of(channel.kind()).info().capabilities().has(feature);
  }

  private Optional<Outgoing> outgoing(RegisteredReply reply, MessageId id, Content part)
      throws IOException {
    if (part instanceof Content.Reaction reaction) {
      return reaction(reply, id, reaction);
    }
    if (part instanceof Content.Template template) {
      return template(reply, id, template);
    }
    if (!(part instanceof Content.Media file)) {
      return Optional.of(reply.message(id, part));
    }
    var fetched = fetched(reply, id, file);
    return switch (fetched.file()) {
      case MediaRef.Gone gone -> without(reply, id, file, gone);
      case MediaRef.Stored stored -> fitted(reply, id, fetched, stored);
      case MediaRef.Remote _, MediaRef.Pending _ -> Optional.of(reply.message(id, fetched));
    };
  }

  private Content.Media fetched(RegisteredReply reply, MessageId id, Content.Media file)
      throws IOException {
    var conversation = reply.located().conversation();
    return files.fetch(
        file,
        reply.desk(),
        id,
        () -> ledger.session(conversation.tenant().value(), conversation.id().value()).session());
  }

  /** The file of a template's header must stay of the kind that the header has. */
  private Optional<Outgoing> template(
      RegisteredReply reply, MessageId id, Content.Template template) throws IOException {
    var file = template.values().file();
    if (file.isEmpty()) {
      return Optional.of(reply.message(id, template));
    }
    var kind = file.get().type();
    var fetched = fetched(reply, id, file.get());
    return switch (fetched.file()) {
      case MediaRef.Gone(var reason, var detail) -> refused(reply, id, reason, detail);
      case MediaRef.Stored stored ->
          switch (fit(reply, id, fetched, stored)) {
            case Fitted.Refused(var reason, var detail) -> refused(reply, id, reason, detail);
            case Fitted.Fits(var media, var _) when media.type() != kind ->
                refused(
                    reply,
                    id,
                    Reason.MEDIA_TYPE,
                    "The file of the header can only be sent as " + media.type() + ".");
            case Fitted.Fits(var media, var _) ->
                Optional.of(reply.message(id, template.with(template.values().withFile(media))));
          };
      case MediaRef.Remote _, MediaRef.Pending _ -> Optional.of(reply.message(id, template));
    };
  }

  private Fitted fit(
      RegisteredReply reply, MessageId id, Content.Media file, MediaRef.Stored stored)
      throws IOException {
    var capabilities = connectors.of(reply.channel().kind()).info().capabilities();
    return fitting.fit(file, stored, capabilities, reply.envelope().tenant(), id);
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
    var tenant = reply.envelope().tenant();
    return switch (fit(reply, id, file, stored)) {
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
