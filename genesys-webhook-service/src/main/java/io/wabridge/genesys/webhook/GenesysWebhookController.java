package io.wabridge.genesys.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.NoRoomForBody;
import io.wabridge.kit.WebhookBodies;
import io.wabridge.kit.WebhookBody;
import io.wabridge.kit.gate.OverQuota;
import io.wabridge.kit.gate.Quotas;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.telemetry.WebhookMeters;
import io.wabridge.kit.telemetry.WebhookMeters.Outcome;
import io.wabridge.model.DeskId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/**
 * The desks' webhooks (genesys.md 4). The address names the desk, and with it the secret. Never 4xx
 * for what is wrong with a message: Genesys would let the whole chat fail (4.1); it is told by a
 * receipt instead.
 */
@RestController
@RequestMapping("/webhooks/{kind}/{deskId}")
class GenesysWebhookController {

  private static final Logger log = LoggerFactory.getLogger(GenesysWebhookController.class);

  private final Tenants tenants;
  private final DeskConnectors connectors;
  private final Accept accept;
  private final WebhookMeters meters;
  private final Quotas quotas;
  private final WebhookBodies bodies;

  GenesysWebhookController(
      Tenants tenants,
      DeskConnectors connectors,
      Accept accept,
      WebhookMeters meters,
      Quotas quotas,
      WebhookBodies bodies) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.accept = accept;
    this.meters = meters;
    this.quotas = quotas;
    this.bodies = bodies;
  }

  @PostMapping
  ResponseEntity<String> receive(
      @PathVariable String kind, @PathVariable String deskId, HttpServletRequest request)
      throws IOException {
    var since = System.nanoTime();
    var found = tenants.desk(new DeskId(deskId)).filter(desk -> desk.kind().equals(kind));
    if (found.isEmpty()) {
      meters.unknown();
      return ResponseEntity.notFound().build();
    }
    var desk = found.get();
    var connector = connectors.of(kind);
    var headers = WebhookBody.headers(request);
    if (!connector.signed(headers, desk.settings())) {
      return forged(desk);
    }
    try (var body = bodies.read(request)) {
      var webhook = new Webhook(headers, body.bytes());
      return connector.genuine(webhook, desk.settings())
          ? accepted(desk, webhook, since)
          : forged(desk);
    } catch (NoRoomForBody e) {
      meters.count(desk.tenant().value(), Outcome.UNAVAILABLE);
      throw e;
    }
  }

  private ResponseEntity<String> forged(Desk desk) {
    meters.count(desk.tenant().value(), Outcome.BAD_SIGNATURE);
    log.atWarn()
        .addKeyValue("desk", desk.id().value())
        .log("a webhook with a wrong signature was refused");
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
  }

  private ResponseEntity<String> accepted(Desk desk, Webhook webhook, long since) {
    try {
      var parts = connectors.of(desk.kind()).split(webhook);
      quotas.take(desk.tenant(), desk.quotaPerSecond(), parts.size());
      accept.all(desk, webhook, parts);
      meters.answered(desk.tenant().value(), Outcome.ACCEPTED, since);
      return ResponseEntity.ok("");
    } catch (OverQuota e) {
      meters.count(desk.tenant().value(), Outcome.OVER_QUOTA);
      throw e;
    } catch (WebhookUnreadable e) {
      accept.unreadable(desk, webhook, String.valueOf(e.getMessage()));
      meters.answered(desk.tenant().value(), Outcome.UNREADABLE, since);
      return ResponseEntity.ok("");
    } catch (NotConfirmed | RestClientException e) {
      meters.count(desk.tenant().value(), Outcome.UNAVAILABLE);
      log.atError()
          .log("a webhook could not be kept, the desk will send it again: {}", e.getMessage());
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }
}
