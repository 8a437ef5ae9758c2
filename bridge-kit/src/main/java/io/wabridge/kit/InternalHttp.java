package io.wabridge.kit;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The HTTP client for calls between services, and from the gateway to all. It retries nothing: only
 * the caller knows whether a retry is harmless.
 */
@Configuration(proxyBeanMethods = false)
public class InternalHttp {

  /**
   * Connections to one service; the library's default is five, and webhooks would queue at the
   * gateway.
   */
  private static final int CONNECTIONS = 512;

  @Bean
  HttpComponentsClientHttpRequestFactoryBuilder internalRequests() {
    return ClientHttpRequestFactoryBuilder.httpComponents()
        .withConnectionManagerCustomizer(
            pool -> pool.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(4 * CONNECTIONS))
        .withHttpClientCustomizer(InternalHttp::plain);
  }

  /** No cookie store: no cookie of one caller is ever sent for another. */
  private static void plain(HttpClientBuilder client) {
    client
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression();
  }
}
