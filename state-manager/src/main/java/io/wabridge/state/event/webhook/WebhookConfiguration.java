package io.wabridge.state.event.webhook;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideProperties;
import io.wabridge.model.CallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client that posts events; it refuses addresses of the own network. */
@Configuration("eventWebhookConfiguration")
@EnableConfigurationProperties(OutsideProperties.class)
class WebhookConfiguration {

  @Bean
  OutboundHttp webhookHttp(OutsideProperties properties, ObjectProvider<CallListener> listener) {
    return new OutboundHttp(properties, listener.getIfAvailable(() -> (_, _, _, _) -> {}));
  }
}
