package io.wabridge.gateway;

import java.time.Duration;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The timeouts of calls to the services: webhooks get a short one, because their senders retry;
 * people and files get the one of {@code spring.http.clients}. A stream of events has a limit for
 * its silence only.
 */
@Component
class ProxyTimeouts implements ProxyExchange {

  /** A stream of events has a heartbeat every 15 seconds. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final ProxyExchange webhooks;
  private final ProxyExchange others;
  private final ProxyExchange streams;

  ProxyTimeouts(
      RestClient.Builder clients,
      HttpComponentsClientHttpRequestFactoryBuilder internalRequests,
      GatewayMvcProperties mvc,
      GatewayProperties properties) {
    var soon =
        HttpClientSettings.defaults()
            .withTimeouts(Duration.ofSeconds(2), properties.gateway().webhookPatience());
    this.webhooks =
        new RestClientProxyExchange(
            clients.clone().requestFactory(internalRequests.build(soon)).build(), mvc);
    this.others = new RestClientProxyExchange(clients.build(), mvc);
    var silence = HttpClientSettings.defaults().withTimeouts(Duration.ofSeconds(2), SILENCE);
    this.streams =
        new RestClientProxyExchange(
            clients
                .clone()
                .requestFactory(
                    internalRequests
                        .withHttpClientCustomizer(
                            client -> client.addExecInterceptorLast("cut", new StreamCut()))
                        .build(silence))
                .build(),
            mvc);
  }

  @Override
  public ServerResponse exchange(Request request) {
    var path = request.getServerRequest().path();
    if (EventPaths.contains(path)) {
      return streams.exchange(request);
    }
    return (path.startsWith("/webhooks/") ? webhooks : others).exchange(request);
  }
}
