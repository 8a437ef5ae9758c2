package io.wabridge.kit;

import io.wabridge.kit.client.CoreClientsConfiguration;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.handover.HandoverConfiguration;
import io.wabridge.kit.lane.LaneConfiguration;
import io.wabridge.kit.resilience.ResilienceConfiguration;
import io.wabridge.kit.store.StoreConfiguration;
import io.wabridge.kit.telemetry.TelemetryConfiguration;
import io.wabridge.kit.webhook.WebhookConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of every service. Beans that open connections are lazy: a service starts while others
 * are down.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BridgeProperties.class)
@Import({
  SecretsCheck.class,
  InternalAccess.class,
  InternalHttp.class,
  BrokenAnswers.class,
  ProblemDetailsAdvice.class,
  StrictApi.class,
  LaneConfiguration.class,
  CoreClientsConfiguration.class,
  HandoverConfiguration.class,
  StoreConfiguration.class,
  ResilienceConfiguration.class,
  TelemetryConfiguration.class,
  WebhookConfiguration.class
})
class KitConfiguration {

  @Bean
  FieldEncryption fieldEncryption(BridgeProperties properties) {
    return FieldEncryption.of(properties.masterKey());
  }
}
