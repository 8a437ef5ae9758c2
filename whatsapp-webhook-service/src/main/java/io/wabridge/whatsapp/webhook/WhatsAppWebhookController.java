package io.wabridge.whatsapp.webhook;

import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.NoRoomForBody;
import io.wabridge.kit.WebhookBodies;
import io.wabridge.kit.WebhookBody;
import io.wabridge.kit.gate.OverQuota;
import io.wabridge.kit.gate.Quotas;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.memory.Channel;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.kit.telemetry.WebhookMeters;
import io.wabridge.kit.telemetry.WebhookMeters.Outcome;
import io.wabridge.model.ChannelId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/**
 * Meta's webhooks (whatsapp-cloud 1). The address names the channel, and with it the secret:
 * nothing in an unsigned body is believed. Anything but 200 makes Meta come again, for days.
 */
@RestController
@RequestMapping("/webhooks/whatsapp/{channelId}")
class WhatsAppWebhookController {

  private static final Logger log = LoggerFactory.getLogger(WhatsAppWebhookController.class);

  private final Tenants tenants;
  private final ChannelConnectors connectors;
  private final Accept accept;
  private final WebhookMeters meters;
  private final Quotas quotas;
  private final WebhookBodies bodies;

  WhatsAppWebhookController(
      Tenants tenants,
      ChannelConnectors connectors,
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

  /** The handshake: the challenge comes back exactly as it came (whatsapp-cloud 1.1). */
  @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> verify(
      @PathVariable String channelId,
      @RequestParam(name = "hub.mode", defaultValue = "") String mode,
      @RequestParam(name = "hub.challenge", defaultValue = "") String challenge,
      @RequestParam(name = "hub.verify_token", defaultValue = "") String token) {
    var right =
        tenants
            .channel(new ChannelId(channelId))
            .map(channel -> channel.settings().verifyToken().reveal())
            .map(expected -> same(expected, token))
            .orElse(false);
    return right && mode.equals("subscribe") && challenge.length() <= 1000
        ? ResponseEntity.ok(challenge)
        : ResponseEntity.status(HttpStatus.FORBIDDEN).build();
  }

  @PostMapping
  ResponseEntity<String> receive(@PathVariable String channelId, HttpServletRequest request)
      throws IOException {
    var since = System.nanoTime();
    var found = tenants.channel(new ChannelId(channelId));
    if (found.isEmpty()) {
      meters.unknown();
      return ResponseEntity.notFound().build();
    }
    var channel = found.get();
    var connector = connectors.of(channel.provider());
    var headers = WebhookBody.headers(request);
    if (!connector.signed(headers, channel.settings())) {
      return forged(channel);
    }
    try (var body = bodies.read(request)) {
      var webhook = new Webhook(headers, body.bytes());
      return connector.genuine(webhook, channel.settings())
          ? accepted(channel, webhook, since)
          : forged(channel);
    } catch (NoRoomForBody e) {
      meters.count(channel.tenant().value(), Outcome.UNAVAILABLE);
      throw e;
    }
  }

  private ResponseEntity<String> forged(Channel channel) {
    meters.count(channel.tenant().value(), Outcome.BAD_SIGNATURE);
    log.atWarn()
        .addKeyValue("channel", channel.id().value())
        .log("a webhook with a wrong signature was refused");
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
  }

  private ResponseEntity<String> accepted(Channel channel, Webhook webhook, long since) {
    try {
      var parts = connectors.of(channel.provider()).split(webhook);
      quotas.take(channel.tenant(), channel.quotaPerSecond(), parts.size());
      accept.all(channel, webhook, parts);
      meters.answered(channel.tenant().value(), Outcome.ACCEPTED, since);
      meters.heard(channel.tenant().value(), channel.id().value());
      return ResponseEntity.ok("");
    } catch (OverQuota e) {
      meters.count(channel.tenant().value(), Outcome.OVER_QUOTA);
      throw e;
    } catch (WebhookUnreadable e) {
      accept.unreadable(channel, webhook, String.valueOf(e.getMessage()));
      meters.answered(channel.tenant().value(), Outcome.UNREADABLE, since);
      return ResponseEntity.ok("");
    } catch (NotConfirmed | RestClientException e) {
      meters.count(channel.tenant().value(), Outcome.UNAVAILABLE);
      log.atError().log("a webhook could not be kept, Meta will send it again: {}", e.getMessage());
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }

  private static boolean same(String expected, String shown) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
