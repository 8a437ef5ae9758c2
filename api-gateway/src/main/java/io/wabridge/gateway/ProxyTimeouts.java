package io.wabridge.gateway;

import java.time.Duration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The timeouts of calls to the services: webhooks get a short one, because their senders retry;
 * people and files get the one of {@code spring.http.clients}.
 */
@Component
class ProxyTimeouts implements ProxyExchange {

  private final ProxyExchange webhooks;
  private final ProxyExchange others;

  ProxyTimeouts(
      RestClient.Builder clients,
      ClientHttpRequestFactoryBuilder<?> internalRequests,
      GatewayMvcProperties mvc,
      GatewayProperties properties) {
    var soon =
        HttpClientSettings.defaults()
            .withTimeouts(Duration.ofSeconds(2), properties.gateway().webhookPatience());
    this.webhooks =
        new RestClientProxyExchange(
            clients.clone().requestFactory(internalRequests.build(soon)).build(), mvc);
    this.others = new RestClientProxyExchange(clients.build(), mvc);
  }

  @Override
  public ServerResponse exchange(Request request) {
    var path = request.getServerRequest().path();
    return (path.startsWith("/webhooks/") ? webhooks : others).exchange(request);
  }
}
