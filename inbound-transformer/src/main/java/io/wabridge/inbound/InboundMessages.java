package io.wabridge.inbound;

import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.resilience.TimeLimit;
import io.wabridge.kit.resilience.TransferLimiter;
import io.wabridge.kit.routing.RouteChoice;
import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.kit.routing.Routes;
import io.wabridge.kit.store.MediaIntake;
import io.wabridge.kit.store.StoreUnavailable;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Connectors;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Processes a person's message: chooses the desk, finds the conversation, stores the file,
 * publishes it for the desk. The counterpart is AgentReplies.
 */
@Component
class InboundMessages {

  private static final Logger log = LoggerFactory.getLogger(InboundMessages.class);
  private static final String STAGE = "inbound-transformer";

  private final Tenants tenants;
  private final DeskAvailability availability;
  private final Ledger ledger;
  private final Connectors<ChannelConnector> connectors;
  private final TransferLimiter transferLimiter;
  private final MediaIntake<ChannelConnector> files;
  private final Patience patience;
  private final DeskMessages messages;
  private final LanePublisher publisher;
  private final MessageMeters meters;

  InboundMessages(
      Tenants tenants,
      DeskAvailability availability,
      Ledger ledger,
      Connectors<ChannelConnector> connectors,
      TransferLimiter transferLimiter,
      MediaIntake<ChannelConnector> files,
      Patience patience,
      DeskMessages messages,
      LanePublisher publisher,
      MessageMeters meters) {
    this.tenants = tenants;
    this.availability = availability;
    this.ledger = ledger;
    this.connectors = connectors;
    this.transferLimiter = transferLimiter;
    this.files = files;
    this.patience = patience;
    this.messages = messages;
    this.publisher = publisher;
    this.meters = meters;
  }

  Outcome handleInbound(Envelope<?> envelope, Channel channel, ChannelEvent.PersonMessage event)
      throws IOException {
    var said = VisibleContents.of(event);
    var media = fileOf(said.content());
    return media != null
        ? withFile(envelope, channel, said, media)
        : register(
            envelope,
            channel,
            said,
            (lane, message) -> messages.publish(envelope, channel, lane, message));
  }

  /**
   * A notice about the person.
   *
   * @param sentence what the provider says about it, for the message's path only
   */
  Outcome handleNotice(
      Envelope<?> envelope,
      Channel channel,
      ChannelEvent.PersonMessage notice,
      @Nullable String sentence)
      throws IOException {
    return register(
        envelope,
        channel,
        notice,
        TraceNote.of(notice, sentence),
        (lane, message) -> messages.publish(envelope, channel, lane, message));
  }

  /** Waits for the file a while; then the message goes on without it, and the file follows. */
  private Outcome withFile(
      Envelope<?> envelope, Channel channel, ChannelEvent.PersonMessage said, Content.Media media)
      throws IOException {
    var wait = patience.of(envelope);
    var over = wait.over();
    if (over != null) {
      return withoutFile(envelope, channel, said, media, wait, over);
    }
    try {
      var outcome =
          transferLimiter.transfer(
              envelope.tenant(),
              () ->
                  register(
                      envelope,
                      channel,
                      said,
                      (lane, message) ->
                          messages.publish(
                              envelope,
                              channel,
                              lane,
                              message.with(
                                  with(
                                      message.content(),
                                      TimeLimit.within(
                                          wait.forOneTry(),
                                          () -> files.ingest(media, channel, message.id())))))));
      if (!(outcome instanceof Outcome.Later busy)) {
        return outcome;
      }
      return wait.forSlot().isPositive()
          ? new Outcome.Later(min(busy.after(), wait.forSlot()), busy.reason(), busy.detail())
          : withoutFile(envelope, channel, said, media, wait, busy.reason());
    } catch (StoreUnavailable e) {
      throw e; // the bridge's own; nothing that arrives meanwhile could be stored
    } catch (IOException e) {
      var reason = FailureReasons.of(e);
      return wait.left().isPositive()
          ? new Outcome.Later(min(wait.untilRetry(), wait.left()), reason, e.toString())
          : withoutFile(envelope, channel, said, media, wait, reason);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The late file is published first: a note that says it follows must be true. */
  private Outcome withoutFile(
      Envelope<?> envelope,
      Channel channel,
      ChannelEvent.PersonMessage said,
      Content.Media media,
      Patience.Wait wait,
      Reason reason)
      throws IOException {
    wait.giveUp(reason);
    return register(
        envelope,
        channel,
        said,
        (lane, message) -> {
          var late = new Payload.LateFile(message.with(media));
          publisher.publish(
              StageQueues.INBOUND_TRANSFORMER,
              envelope.next(late.conversationKey(), late.idempotencyKey(), late));
          messages.publish(
              envelope,
              channel,
              lane,
              message.with(with(message.content(), media.at(new MediaRef.Pending(reason)))));
          log.atInfo()
              .addKeyValue("tenant", envelope.tenant())
              .addKeyValue("message", message.id())
              .addKeyValue("reason", reason)
              .log("delivered without its file, which follows");
        });
  }

  /** What happens to a message that is registered and not delivered yet. */
  private interface Next {
    void publish(DeskMessages.DeskLane lane, Message message) throws IOException;
  }

  private Outcome register(
      Envelope<?> envelope, Channel channel, ChannelEvent.PersonMessage said, Next next)
      throws IOException {
    return register(envelope, channel, said, TraceNote.of(said, null), next);
  }

  private Outcome register(
      Envelope<?> envelope,
      Channel channel,
      ChannelEvent.PersonMessage said,
      @Nullable String note,
      Next next)
      throws IOException {
    var choice = choose(channel, said);
    var desk = choice.desk() == null ? null : tenants.desk(choice.desk()).orElse(null);
    if (desk == null) {
      return new Outcome.Park(Reason.NO_DESK, noDesk(channel, choice));
    }
    if (!said.person().known()) {
      return new Outcome.Park(Reason.SENDER_MISSING, "the message does not say who wrote it");
    }
    var located =
        ledger.registerInbound(
            arrival(envelope, channel, desk, said, note)
                .withRouting(choice.eligible(), channel.routing().endsAfter()));
    for (var notice : located.notices()) {
      publish(envelope, channel, said, notice);
    }
    if (located.status() != Status.RECEIVED && located.status() != Status.DELIVERING) {
      meters.duplicate(STAGE);
      messages.publishMissingCopies(envelope, channel, message(channel, said, located));
      return Outcome.DONE;
    }
    var owner = desk.id().equals(located.desk()) ? desk : tenants.desk(located.desk()).orElse(null);
    if (owner == null) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + located.desk() + " is gone");
    }
    next.publish(messages.lane(owner, located), message(channel, said, located));
    meters.received(envelope.tenant(), Direction.INBOUND, said.content());
    return Outcome.DONE;
  }

  private RouteChoice choose(Channel channel, ChannelEvent.PersonMessage said) {
    var facts = RouteFacts.of(channel.routing(), said, Instant.now(), this::unavailable);
    return Routes.of(channel).choose(facts);
  }

  /** A desk that is switched off is unavailable, too. */
  private boolean unavailable(DeskId desk) {
    return availability.unavailable(desk)
        || tenants.desk(desk).filter(known -> !known.active()).isPresent();
  }

  private static String noDesk(Channel channel, RouteChoice choice) {
    return choice.route() == null
        ? "channel " + channel.id() + " has no desk"
        : "the desk of the route \"" + choice.route() + "\" is gone";
  }

  /** The file of the content that must be fetched; an edited message may have a new one. */
  private static Content.@Nullable Media fileOf(Content content) {
    return switch (content) {
      case Content.Media media when media.file() instanceof MediaRef.Remote -> media;
      case Content.Edit edit -> fileOf(edit.now());
      default -> null;
    };
  }

  /** The same content with this file instead of its own. */
  private static Content with(Content content, Content.Media file) {
    return content instanceof Content.Edit edit
        ? new Content.Edit(edit.target(), with(edit.now(), file))
        : file;
  }

  /** For the agent in another conversation, which this message has changed. */
  private void publish(
      Envelope<?> envelope,
      Channel channel,
      ChannelEvent.PersonMessage cause,
      Arrival.Notice notice) {
    var desk = tenants.desk(notice.desk());
    if (desk.isEmpty()) {
      return;
    }
    publisher.publish(
        StageQueues.toDesk(desk.get().kind()),
        envelope.next(
            notice.conversation().value(),
            "m:" + notice.message(),
            new Payload.InboundMessage(
                new Message(
                    notice.message(),
                    notice.conversation(),
                    Direction.INBOUND,
                    channel.id(),
                    notice.desk(),
                    notice.person(),
                    notice.deskAddress(),
                    new Content.Notice(notice.about(), Map.of()),
                    notice.externalId(),
                    null,
                    null,
                    cause.at(),
                    Origin.PERSON))));
  }

  private Arrival arrival(
      Envelope<?> envelope,
      Channel channel,
      Desk desk,
      ChannelEvent.PersonMessage said,
      @Nullable String note) {
    var connector = connectors.of(channel.kind());
    var refersTo = refersTo(said);
    return new Arrival(
            envelope.tenant(),
            channel.id(),
            desk.id(),
            said.person(),
            said.id(),
            Excerpt.kind(said.content()),
            Excerpt.of(said.content()),
            refersTo,
            said.opensWindow(),
            said.at(),
            envelope.acceptedAt(),
            note,
            connector.sameMessageKey(said.id()),
            refersTo == null ? null : connector.sameMessageKey(refersTo),
            envelope.conversationKey())
        .keeping(channel.history().keep(said.content(), said.origin()))
        .fromAdvertisement(
            said.origin().referral() != null && said.origin().referral().advertised());
  }

  private static @Nullable ExternalId refersTo(ChannelEvent.PersonMessage said) {
    return switch (said.content()) {
      case Content.Reaction reaction -> reaction.target();
      case Content.Edit edit -> edit.target();
      case Content.Deletion deletion -> deletion.target();
      default -> said.quoted();
    };
  }

  private static Message message(
      Channel channel, ChannelEvent.PersonMessage said, Arrival.Located located) {
    return new Message(
        located.message(),
        located.conversation(),
        Direction.INBOUND,
        channel.id(),
        located.desk(),
        located.person(),
        located.deskAddress(),
        Objects.requireNonNullElse(located.answer(), said.content()),
        said.id(),
        located.quoted(),
        located.quote(),
        said.at(),
        said.origin());
  }
}
