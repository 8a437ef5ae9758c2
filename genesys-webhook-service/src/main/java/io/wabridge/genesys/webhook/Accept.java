package io.wabridge.genesys.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.store.WebhookJournal;
import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.DeskId;
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

  private static final String STAGE = "genesys-webhook-service";

  /** What can be asked for; anything else would not even reach whom it is asked of. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final DeskConnectors connectors;
  private final Tenants tenants;
  private final Spool spool;
  private final Parking parking;
  private final WebhookJournal journal;
  private final Traces traces;

  Accept(
      DeskConnectors connectors,
      Tenants tenants,
      Spool spool,
      Parking parking,
      WebhookJournal journal,
      Traces traces) {
    this.connectors = connectors;
    this.tenants = tenants;
    this.spool = spool;
    this.parking = parking;
    this.journal = journal;
    this.traces = traces;
  }

  void all(Desk desk, Webhook webhook, List<WebhookPart> parts) {
    var now = Instant.now();
    publish(desk, parts, now);
    keep(desk, webhook, now);
  }

  /** The parts alone; the journal or the archive has the whole. */
  void parts(Desk desk, Webhook webhook, Instant now) throws WebhookUnreadable {
    publish(desk, connectors.of(desk.kind()).split(webhook), now);
  }

  private void publish(Desk desk, List<WebhookPart> parts, Instant now) {
    try (var _ = traces.receiving("receive " + desk.kind(), desk.tenant())) {
      publishOn(desk, parts, now);
    }
  }

  private void publishOn(Desk desk, List<WebhookPart> parts, Instant now) {
    var outgoing = new ArrayList<Outgoing>(parts.size());
    for (var part : parts) {
      var target = deskOf(part, desk);
      if (target.isEmpty()) {
        park(desk, Reason.UNKNOWN_DESK, "integration " + part.endpoint(), part.body());
        continue;
      }
      var correlation = traces.correlation(parts.size() == 1);
      log.atDebug()
          .addKeyValue("correlation", correlation)
          .addKeyValue("tenant", desk.tenant())
          .addKeyValue("conversation", LogContext.masked(part.conversationKey()))
          .log("taken in");
      outgoing.add(
          new Outgoing(
              "outbound-transformer",
              new Envelope<>(
                  correlation,
                  desk.tenant(),
                  part.conversationKey(),
                  part.idempotencyKey(),
                  now,
                  new Payload.DeskPart(target.get(), part.body()))));
    }
    if (!outgoing.isEmpty()) {
      spool.publish(outgoing);
    }
  }

  /** A desk that is not connected yet has no integration to compare with. */
  private Optional<DeskId> deskOf(WebhookPart part, Desk desk) {
    if (part.endpoint().isEmpty() || desk.settings().integrationId().isEmpty()) {
      return Optional.of(desk.id());
    }
    if (!NAME.matcher(part.endpoint()).matches()) {
      return Optional.empty();
    }
    return tenants
        .deskByIntegration(part.endpoint())
        .filter(other -> other.tenant().equals(desk.tenant()))
        .map(Desk::id);
  }

  void unreadable(Desk desk, Webhook webhook, String problem) {
    park(desk, Reason.UNREADABLE, problem, new String(webhook.body(), StandardCharsets.UTF_8));
    keep(desk, webhook, Instant.now());
  }

  private void park(Desk desk, Reason reason, String detail, String body) {
    parking.park(
        new Parking.Parked(
            desk.tenant().value(),
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

  private void keep(Desk desk, Webhook webhook, Instant now) {
    try {
      journal.keep(
          desk.tenant(),
          Payload.RawWebhook.of(
              Direction.OUTBOUND, desk.id().value(), webhook.headers(), webhook.body(), now));
    } catch (IOException e) {
      throw new NotConfirmed("the webhook could not be kept for the archive", e);
    }
  }
}
