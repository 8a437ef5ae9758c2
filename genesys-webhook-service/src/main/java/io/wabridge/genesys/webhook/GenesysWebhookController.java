package io.wabridge.genesys.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.WebhookBody;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.resilience.QuotaExceededException;
import io.wabridge.kit.resilience.Quotas;
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
  private static final int LARGEST = 3 * 1024 * 1024;

  private final Tenants tenants;
  private final DeskConnectors connectors;
  private final WebhookIntake intake;
  private final WebhookMeters meters;
  private final Quotas quotas;

  GenesysWebhookController(
      Tenants tenants,
      DeskConnectors connectors,
      WebhookIntake intake,
      WebhookMeters meters,
      Quotas quotas) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.intake = intake;
    this.meters = meters;
    this.quotas = quotas;
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
    var webhook = new Webhook(WebhookBody.headers(request), WebhookBody.read(request, LARGEST));
    if (!connectors.of(kind).genuine(webhook, desk.settings())) {
      meters.count(desk.tenant().value(), Outcome.BAD_SIGNATURE);
      log.atWarn().addKeyValue("desk", deskId).log("a webhook with a wrong signature was refused");
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    return accepted(desk, webhook, since);
  }

  private ResponseEntity<String> accepted(Desk desk, Webhook webhook, long since) {
    try {
      var parts = connectors.of(desk.kind()).split(webhook);
      quotas.take(desk.tenant(), desk.quotaPerSecond(), parts.size());
      intake.accept(desk, webhook, parts);
      meters.answered(desk.tenant().value(), Outcome.ACCEPTED, since);
      return ResponseEntity.ok("");
    } catch (QuotaExceededException e) {
      meters.count(desk.tenant().value(), Outcome.OVER_QUOTA);
      throw e;
    } catch (WebhookUnreadable e) {
      intake.unreadable(desk, webhook, String.valueOf(e.getMessage()));
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
