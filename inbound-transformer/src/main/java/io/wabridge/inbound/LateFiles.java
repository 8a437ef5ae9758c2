package io.wabridge.inbound;

import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.resilience.TransferLimiter;
import io.wabridge.kit.store.MediaIntake;
import io.wabridge.kit.store.MediaProperties;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Fetches files whose messages were delivered without them. The file, or the notice that it is
 * lost, follows as a message of its own: both have the same id in the ledger, so that only one of
 * them is delivered, and only once.
 */
@Component
class LateFiles {

  private static final String STAGE = "inbound-transformer";
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Tenants tenants;
  private final Ledger ledger;
  private final TransferLimiter transferLimiter;
  private final MediaIntake<ChannelConnector> files;
  private final DeskMessages messages;
  private final LanePublisher publisher;
  private final MessageMeters meters;
  private final Duration budget;

  LateFiles(
      Tenants tenants,
      Ledger ledger,
      TransferLimiter transferLimiter,
      MediaIntake<ChannelConnector> files,
      DeskMessages messages,
      LanePublisher publisher,
      MessageMeters meters,
      MediaProperties properties) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.transferLimiter = transferLimiter;
    this.files = files;
    this.messages = messages;
    this.publisher = publisher;
    this.meters = meters;
    this.budget = properties.budget();
  }

  Outcome handle(Envelope<?> envelope, Payload.LateFile late) throws IOException {
    var message = late.message();
    var channel = tenants.channel(message.channel()).orElse(null);
    if (channel == null) {
      return new Outcome.Park(Reason.UNKNOWN_CHANNEL, "channel " + message.channel() + " is gone");
    }
    if (!channel.active()) {
      return new Outcome.Park(
          Reason.TENANT_SUSPENDED, "tenant " + channel.tenant() + " is suspended");
    }
    if (!(message.content() instanceof Content.Media media)) {
      return new Outcome.Park(Reason.MISROUTED, "a late file without a file");
    }
    return media.file() instanceof MediaRef.Remote
        ? fetch(envelope, channel, message, media)
        : deliver(envelope, channel, message, media);
  }

  /** What was fetched is published again, so that it is fetched only once. */
  private Outcome fetch(Envelope<?> envelope, Channel channel, Message message, Content.Media media)
      throws IOException {
    var age = Duration.between(envelope.acceptedAt(), Instant.now());
    try {
      return transferLimiter.transferLate(
          envelope.tenant(),
          () -> {
            proceed(
                envelope, message, files.ingest(media, channel.at(message.saidAt()), message.id()));
            return Outcome.DONE;
          });
    } catch (IOException e) {
      var reason = FailureReasons.of(e);
      var left = budget.minus(age);
      if (left.isPositive()) {
        var after = delay(age);
        return new Outcome.Later(
            after.compareTo(left) < 0 ? after : left, reason, String.valueOf(e.getMessage()));
      }
      proceed(
          envelope, message, media.at(new MediaRef.Gone(reason, String.valueOf(e.getMessage()))));
      return Outcome.DONE;
    }
  }

  /** A tenth of the time it has waited. */
  private static Duration delay(Duration age) {
    var tenth = age.dividedBy(10);
    return tenth.compareTo(SOON) < 0 ? SOON : tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
  }

  private void proceed(Envelope<?> envelope, Message message, Content.Media media) {
    var ended = new Payload.LateFile(message.with(media));
    publisher.publish(
        StageQueues.INBOUND_TRANSFORMER,
        envelope.next(ended.conversationKey(), ended.idempotencyKey() + ":ended", ended));
  }

  private Outcome deliver(
      Envelope<?> envelope, Channel channel, Message message, Content.Media media) {
    var progress = ledger.progress(message.id().value(), envelope.tenant().value());
    if (progress.status() == Status.RECEIVED || progress.status() == Status.DELIVERING) {
      return new Outcome.Later(SOON, Reason.WAITING, "the file's message is not delivered yet");
    }
    if (progress.withFile()) {
      return Outcome.DONE; // a later try of the message had the file
    }
    var desk = tenants.desk(message.desk()).orElse(null);
    if (desk == null) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + message.desk() + " is gone");
    }
    var content = content(media);
    var now = Instant.now();
    var id = message.externalId().derived("file");
    var located = ledger.registerInbound(arrival(envelope, channel, message, id, content, now));
    if (located.status() != Status.RECEIVED && located.status() != Status.DELIVERING) {
      meters.duplicate(STAGE);
      return Outcome.DONE;
    }
    var owner = desk.id().equals(located.desk()) ? desk : tenants.desk(located.desk()).orElse(null);
    if (owner == null) {
      return new Outcome.Park(Reason.UNKNOWN_DESK, "desk " + located.desk() + " is gone");
    }
    messages.publish(
        new Envelope<>(
            envelope.correlation(),
            envelope.tenant(),
            envelope.conversationKey(),
            envelope.idempotencyKey(),
            now,
            envelope.payload()),
        channel,
        messages.lane(owner, located),
        following(message, located, id, content, now));
    meters.received(envelope.tenant(), Direction.INBOUND, content);
    return Outcome.DONE;
  }

  /** The caption was delivered with the message. */
  private static Content content(Content.Media media) {
    return media.file() instanceof MediaRef.Gone(var reason, var _)
        ? new Content.Notice(NoticeKind.FILE_LOST, Map.of("reason", reason.name()))
        : new Content.Media(
            media.type(), media.mimeType(), media.filename(), null, media.voice(), media.file());
  }

  private static Arrival arrival(
      Envelope<?> envelope,
      Channel channel,
      Message message,
      ExternalId id,
      Content content,
      Instant now) {
    return new Arrival(
            envelope.tenant(),
            channel.id(),
            desk(channel, message),
            message.person(),
            id,
            Excerpt.kind(content),
            Excerpt.of(content),
            message.externalId(),
            false,
            now,
            now)
        .withRouting(eligible(channel, message), channel.routing().endsAfter())
        .keeping(channel.history().keep(content, message.origin()));
  }

  /** With routes, the file follows its message; the channel's own desk may be another one. */
  private static DeskId desk(Channel channel, Message message) {
    return channel.desk() == null || hasRoutes(channel) ? message.desk() : channel.desk();
  }

  /** Wherever a conversation may be: a file moves none to another desk. */
  private static List<DeskId> eligible(Channel channel, Message message) {
    return hasRoutes(channel)
        ? Stream.of(
                channel.routing().routes().stream().map(Route::desk),
                Stream.ofNullable(channel.desk()),
                Stream.of(message.desk()))
            .flatMap(desks -> desks)
            .distinct()
            .toList()
        : List.of();
  }

  private static boolean hasRoutes(Channel channel) {
    return !channel.routing().routes().isEmpty();
  }

  private static Message following(
      Message message, Arrival.Located located, ExternalId id, Content content, Instant now) {
    return new Message(
        located.message(),
        located.conversation(),
        Direction.INBOUND,
        message.channel(),
        located.desk(),
        located.person(),
        located.deskAddress(),
        content,
        id,
        located.quoted(),
        located.quote(),
        now,
        message.origin());
  }
}
