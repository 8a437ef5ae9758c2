package io.wabridge.genesys.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.kit.resilience.Quotas;
import io.wabridge.kit.store.ArchiveReplay;
import io.wabridge.kit.store.JournalProperties;
import io.wabridge.kit.store.WebhookArchive;
import io.wabridge.kit.store.WebhookJournal;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.kit.telemetry.WebhookMeters;
import io.wabridge.kit.webhook.ArchiveIntake;
import io.wabridge.kit.webhook.HeardReports;
import io.wabridge.kit.webhook.LaneKeys;
import io.wabridge.kit.webhook.WebhookIntake;
import io.wabridge.kit.webhook.WebhookReception;
import io.wabridge.kit.webhook.WebhookRequests;
import io.wabridge.kit.webhook.WebhookSide;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The webhook intake of the desks' side. The counterpart is ChannelWebhooks. */
@Configuration(proxyBeanMethods = false)
class DeskWebhooks {

  private static final String SERVICE = "genesys-webhook-service";

  @Bean
  WebhookSide<Desk, DeskConnector> webhookSide(
      Tenants tenants, Connectors<DeskConnector> connectors, Spool publisher) {
    return new WebhookSide<>(
        SERVICE,
        Direction.OUTBOUND,
        StageQueues.OUTBOUND_TRANSFORMER,
        tenants.desks(),
        connectors,
        (desk, body) -> new Payload.DeskPart(desk.id(), body),
        Reason.UNKNOWN_DESK,
        _ -> Optional.empty(),
        publisher::publish);
  }

  @Bean
  WebhookMeters webhookMeters(MeterRegistry meters) {
    return new WebhookMeters(meters, "desk");
  }

  @Bean
  WebhookJournal webhookJournal(
      JournalProperties properties,
      FieldEncryption encryption,
      JsonMapper json,
      WebhookArchive archive,
      MeterRegistry meters) {
    return new WebhookJournal(SERVICE, properties, encryption, json, archive, meters);
  }

  @Bean
  WebhookIntake<Desk> webhookIntake(
      WebhookSide<Desk, DeskConnector> side,
      Parking parking,
      WebhookJournal journal,
      Traces traces) {
    return new WebhookIntake<>(side, parking, journal, traces, LaneKeys.BEST);
  }

  @Bean
  WebhookReception<Desk> webhookReception(
      WebhookSide<Desk, DeskConnector> side,
      WebhookIntake<Desk> intake,
      WebhookMeters meters,
      Quotas quotas,
      WebhookRequests requests,
      HeardReports heard) {
    return new WebhookReception<>(side, intake, meters, quotas, requests, heard);
  }

  @Bean
  ArchiveIntake<Desk> archiveIntake(
      WebhookSide<Desk, DeskConnector> side, WebhookIntake<Desk> intake, ArchiveReplay archive) {
    return new ArchiveIntake<>(side, intake, archive);
  }
}
