package io.wabridge.genesys.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes a genuine webhook in: every part into the lane of its conversation, the whole of it to the
 * archive. When it returns, the broker has all of it.
 */
@Component
class Accept {

  static final String ARCHIVE = "genesys-webhook-service.archive";
  private static final String STAGE = "genesys-webhook-service";

  private final DeskConnectors connectors;
  private final Tenants tenants;
  private final Spool spool;
  private final Parking parking;

  Accept(DeskConnectors connectors, Tenants tenants, Spool spool, Parking parking) {
    this.connectors = connectors;
    this.tenants = tenants;
    this.spool = spool;
    this.parking = parking;
  }

  void all(Desk desk, Webhook webhook) throws WebhookUnreadable {
    var parts = connectors.of(desk.kind()).split(webhook);
    var now = Instant.now();
    var outgoing = new ArrayList<Outgoing>(parts.size() + 1);
    for (var part : parts) {
      var target = deskOf(part, desk);
      if (target.isEmpty()) {
        park(desk, Reason.UNKNOWN_DESK, "integration " + part.endpoint(), part.body());
        continue;
      }
      outgoing.add(
          new Outgoing(
              "outbound-transformer",
              new Envelope<>(
                  Ids.next(),
                  desk.tenant(),
                  part.conversationKey(),
                  part.idempotencyKey(),
                  now,
                  new Payload.DeskPart(target.get(), part.body()))));
    }
    outgoing.add(new Outgoing(ARCHIVE, raw(desk, webhook, now)));
    spool.publish(outgoing);
  }

  /** A desk that is not connected yet has no integration to compare with. */
  private Optional<DeskId> deskOf(WebhookPart part, Desk desk) {
    if (part.endpoint().isEmpty() || desk.settings().integrationId().isEmpty()) {
      return Optional.of(desk.id());
    }
    return tenants
        .deskByIntegration(part.endpoint())
        .filter(other -> other.tenant().equals(desk.tenant()))
        .map(Desk::id);
  }

  void unreadable(Desk desk, Webhook webhook, String problem) {
    park(desk, Reason.UNREADABLE, problem, new String(webhook.body(), StandardCharsets.UTF_8));
    spool.publish(List.of(new Outgoing(ARCHIVE, raw(desk, webhook, Instant.now()))));
  }

  private void park(Desk desk, Reason reason, String detail, String body) {
    parking.park(
        new Parking.Parked(
            desk.tenant().value(), STAGE, STAGE, "", reason, detail, 1, null, null, null, null, body));
  }

  private static Envelope<Payload.RawWebhook> raw(Desk desk, Webhook webhook, Instant now) {
    var id = Ids.next();
    return new Envelope<>(
        id,
        desk.tenant(),
        id,
        id,
        now,
        new Payload.RawWebhook(
            Direction.OUTBOUND,
            desk.id().value(),
            webhook.headers(),
            new String(webhook.body(), StandardCharsets.UTF_8),
            now));
  }
}
