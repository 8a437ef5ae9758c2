package io.wabridge.gateway;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Listens at a second port for Prometheus, so that the public one need not show metrics. */
@Component
class MetricsPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final int port;
  private final @Nullable InetAddress address;

  MetricsPort(
      GatewayProperties properties,
      @Value("${server.address:#{null}}") @Nullable InetAddress address) {
    this.port = properties.gateway().metricsPort();
    this.address = address;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    if (port == 0) {
      return;
    }
    var protocol = new Http11NioProtocol();
    protocol.setPort(port);
    if (address != null) {
      protocol.setAddress(address);
    }
    protocol.setMinSpareThreads(1);
    protocol.setMaxThreads(4);
    protocol.setMaxConnections(20);
    factory.addAdditionalConnectors(new Connector(protocol));
  }
}
