package io.wabridge.kit;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Calls from one service to another, and from the gateway to all. Nothing is tried again here: who
 * calls knows whether that is harmless.
 */
@Configuration(proxyBeanMethods = false)
public class InternalHttp {

  /** To one service; the library's own limit is five, and webhooks would queue at the gateway. */
  private static final int CONNECTIONS = 512;

  @Bean
  HttpComponentsClientHttpRequestFactoryBuilder internalRequests() {
    return ClientHttpRequestFactoryBuilder.httpComponents()
        .withConnectionManagerCustomizer(
            pool -> pool.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(4 * CONNECTIONS))
        .withHttpClientCustomizer(InternalHttp::plain);
  }

  /** What is carried is not looked at: no cookie of one caller is ever sent for another. */
  private static void plain(HttpClientBuilder client) {
    client
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression();
  }
}
