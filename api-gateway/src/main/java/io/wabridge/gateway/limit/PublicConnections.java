package io.wabridge.gateway.limit;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Limits the connections of the public port. */
@Component
class PublicConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final LimitProperties limits;
  private final List<String> proxies;

  PublicConnections(LimitProperties limits, Environment environment) {
    this.limits = limits;
    this.proxies =
        Binder.get(environment)
            .bind("bridge.gateway.trusted-proxies", Bindable.listOf(String.class))
            .orElse(List.of());
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    var connections = new AddressConnections(limits.connections(), proxies);
    factory.setProtocol(LimitedHttp.class.getName());
    factory.addProtocolHandlerCustomizers(
        (TomcatProtocolHandlerCustomizer<LimitedHttp>)
            http -> http.limit(connections, limits.headerPatience()));
  }
}
