package io.wabridge.kit.webhook;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.client.EndpointSetup;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans with which both webhook services read bodies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
public class WebhookConfiguration {

  @Bean
  WebhookBodies webhookBodies(WebhookProperties properties) {
    return new WebhookBodies(properties);
  }

  @Bean
  WebhookRequests webhookRequests(WebhookBodies bodies, BridgeProperties bridge) {
    return new WebhookRequests(bodies, bridge.publicUrl());
  }

  @Bean
  HeardReports heardReports(EndpointSetup setup) {
    return new HeardReports(setup);
  }
}
