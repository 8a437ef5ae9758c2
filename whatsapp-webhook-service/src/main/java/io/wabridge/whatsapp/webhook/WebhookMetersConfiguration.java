package io.wabridge.whatsapp.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.WebhookMeters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks are counted by what became of them. */
@Configuration(proxyBeanMethods = false)
class WebhookMetersConfiguration {

  @Bean
  WebhookMeters webhookMeters(MeterRegistry meters) {
    return new WebhookMeters(meters, "whatsapp");
  }
}
