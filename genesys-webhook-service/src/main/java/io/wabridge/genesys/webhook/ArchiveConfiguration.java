package io.wabridge.genesys.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.store.JournalProperties;
import io.wabridge.kit.store.WebhookArchive;
import io.wabridge.kit.store.WebhookJournal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Raw webhooks go to the archive off the fast path. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

  @Bean
  WebhookJournal webhookJournal(
      JournalProperties properties,
      FieldEncryption encryption,
      JsonMapper json,
      WebhookArchive archive,
      MeterRegistry meters) {
    return new WebhookJournal(
        "genesys-webhook-service", properties, encryption, json, archive, meters);
  }
}
