package io.wabridge.kit;

import io.wabridge.kit.gate.GateConfiguration;
import io.wabridge.kit.lane.LaneConfiguration;
import io.wabridge.kit.memory.MemoryConfiguration;
import io.wabridge.kit.secret.Vault;
import io.wabridge.kit.store.StoreConfiguration;
import io.wabridge.kit.telemetry.TelemetryConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What every service shares. Beans that reach out are lazy: a service starts while others are down.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BridgeProperties.class, WebhookProperties.class})
@Import({
  InternalAccess.class,
  InsideHttp.class,
  Refusals.class,
  LaneConfiguration.class,
  MemoryConfiguration.class,
  StoreConfiguration.class,
  GateConfiguration.class,
  TelemetryConfiguration.class
})
class KitConfiguration {

  @Bean
  Vault vault(BridgeProperties properties) {
    return Vault.of(properties.masterKey());
  }

  @Bean
  WebhookBodies webhookBodies(WebhookProperties properties) {
    return new WebhookBodies(properties);
  }
}
