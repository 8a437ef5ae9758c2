package io.wabridge.whatsapp.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.LaneDirectory;
import io.wabridge.kit.client.RedisCache;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.LanePublisher;
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
import io.wabridge.kit.webhook.PersonLanes;
import io.wabridge.kit.webhook.WebhookIntake;
import io.wabridge.kit.webhook.WebhookReception;
import io.wabridge.kit.webhook.WebhookRequests;
import io.wabridge.kit.webhook.WebhookSide;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The webhook intake of the channels' side. The counterpart is DeskWebhooks. */
@Configuration(proxyBeanMethods = false)
class ChannelWebhooks {

  private static final String SERVICE = "whatsapp-webhook-service";

  @Bean
  WebhookSide<Channel, ChannelConnector> webhookSide(
      Tenants tenants, Connectors<ChannelConnector> connectors, LanePublisher publisher) {
    return new WebhookSide<>(
        SERVICE,
        Direction.INBOUND,
        StageQueues.INBOUND_TRANSFORMER,
        tenants.channels(),
        connectors,
        (channel, body) -> new Payload.ChannelPart(channel.id(), body, channel.kind()),
        Reason.UNKNOWN_CHANNEL,
        Channel::atFormerProvider,
        publisher::publish);
  }

  @Bean
  WebhookMeters webhookMeters(MeterRegistry meters) {
    return new WebhookMeters(meters, "whatsapp");
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
  WebhookIntake<Channel> webhookIntake(
      WebhookSide<Channel, ChannelConnector> side,
      Parking parking,
      WebhookJournal journal,
      Traces traces,
      RedisCache redis,
      LaneDirectory laneDirectory) {
    return new WebhookIntake<>(
        side, parking, journal, traces, new PersonLanes(redis, laneDirectory));
  }

  @Bean
  WebhookReception<Channel> webhookReception(
      WebhookSide<Channel, ChannelConnector> side,
      WebhookIntake<Channel> intake,
      WebhookMeters meters,
      Quotas quotas,
      WebhookRequests requests,
      HeardReports heard) {
    return new WebhookReception<>(side, intake, meters, quotas, requests, heard);
  }

  @Bean
  ArchiveIntake<Channel> archiveIntake(
      WebhookSide<Channel, ChannelConnector> side,
      WebhookIntake<Channel> intake,
      ArchiveReplay archive) {
    return new ArchiveIntake<>(side, intake, archive);
  }
}
