package io.wabridge.whatsapp.webhook;

import io.wabridge.kit.lane.LaneReader;
import io.wabridge.kit.lane.LaneReaders;
import io.wabridge.kit.store.WebhookArchive;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive of raw webhooks is a reader of its own, off the fast path. */
@Configuration(proxyBeanMethods = false)
class Archiving {

  @Bean
  LaneReader archiveReader(LaneReaders readers, WebhookArchive archive) {
    return readers.of(Accept.ARCHIVE, archive);
  }
}
