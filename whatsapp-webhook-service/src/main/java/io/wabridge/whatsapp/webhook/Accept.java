package io.wabridge.whatsapp.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.memory.Channel;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.store.WebhookJournal;
import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a genuine webhook in: every part into the lane of its conversation, the whole of it into
 * the journal. When it returns, both have it.
 */
@Component
class Accept {

  private static final Logger log = LoggerFactory.getLogger(Accept.class);

  private static final String STAGE = "whatsapp-webhook-service";

  /** What can be asked for; anything else would not even reach whom it is asked of. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final ChannelConnectors connectors;
  private final Tenants tenants;
  private final LanePublisher publisher;
  private final Parking parking;
  private final WebhookJournal journal;
  private final Traces traces;

  Accept(
      ChannelConnectors connectors,
      Tenants tenants,
      LanePublisher publisher,
      Parking parking,
      WebhookJournal journal,
      Traces traces) {
    this.connectors = connectors;
    this.tenants = tenants;
    this.publisher = publisher;
    this.parking = parking;
    this.journal = journal;
    this.traces = traces;
  }

  void all(Channel channel, Webhook webhook, List<WebhookPart> parts) {
    var now = Instant.now();
    publish(channel, parts, now);
    keep(channel, webhook, now);
  }

  /** The parts alone; the journal or the archive has the whole. */
  void parts(Channel channel, Webhook webhook, Instant now) throws WebhookUnreadable {
    publish(channel, connectors.of(channel.provider()).split(webhook), now);
  }

  private void publish(Channel channel, List<WebhookPart> parts, Instant now) {
    try (var _ = traces.receiving("receive whatsapp", channel.tenant())) {
      publishOn(channel, parts, now);
    }
  }

  private void publishOn(Channel channel, List<WebhookPart> parts, Instant now) {
    var outgoing = new ArrayList<Outgoing>(parts.size());
    for (var part : parts) {
      var target = channelOf(part, channel);
      if (target.isEmpty()) {
        park(channel, Reason.UNKNOWN_CHANNEL, "number " + part.endpoint(), part.body());
        continue;
      }
      var correlation = traces.correlation(parts.size() == 1);
      log.atDebug()
          .addKeyValue("correlation", correlation)
          .addKeyValue("tenant", channel.tenant())
          .addKeyValue("conversation", LogContext.masked(part.conversationKey()))
          .log("taken in");
      outgoing.add(
          new Outgoing(
              "inbound-transformer",
              new Envelope<>(
                  correlation,
                  channel.tenant(),
                  part.conversationKey(),
                  part.idempotencyKey(),
                  now,
                  new Payload.ChannelPart(target.get(), part.body()))));
    }
    if (!outgoing.isEmpty()) {
      publisher.publish(outgoing);
    }
  }

  /** One app's webhooks may speak of several numbers, but only of this tenant's. */
  private Optional<ChannelId> channelOf(WebhookPart part, Channel channel) {
    if (part.endpoint().isEmpty()) {
      return Optional.of(channel.id());
    }
    if (!NAME.matcher(part.endpoint()).matches()) {
      return Optional.empty();
    }
    return tenants
        .channelByNumber(part.endpoint())
        .filter(other -> other.tenant().equals(channel.tenant()))
        .map(Channel::id);
  }

  void unreadable(Channel channel, Webhook webhook, String problem) {
    park(channel, Reason.UNREADABLE, problem, new String(webhook.body(), StandardCharsets.UTF_8));
    keep(channel, webhook, Instant.now());
  }

  private void park(Channel channel, Reason reason, String detail, String body) {
    parking.park(
        new Parking.Parked(
            channel.tenant().value(),
            STAGE,
            STAGE,
            "",
            reason,
            detail,
            1,
            null,
            null,
            null,
            null,
            body));
  }

  private void keep(Channel channel, Webhook webhook, Instant now) {
    try {
      journal.keep(
          channel.tenant(),
          Payload.RawWebhook.of(
              Direction.INBOUND, channel.id().value(), webhook.headers(), webhook.body(), now));
    } catch (IOException e) {
      throw new NotConfirmed("the webhook could not be kept for the archive", e);
    }
  }
}
