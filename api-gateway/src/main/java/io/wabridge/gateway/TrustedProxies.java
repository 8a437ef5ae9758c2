package io.wabridge.gateway;

import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Takes the caller's address and scheme from the headers of the proxies that are named in the
 * settings, and of no other sender. Their headers for host, path and prefix are ignored: most
 * proxies pass those on as the caller wrote them.
 */
@Component
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  private final String ranges;

  TrustedProxies(GatewayProperties properties) {
    this.ranges =
        properties.gateway().trustedProxies().stream()
            .map(TrustedProxies::range)
            .collect(Collectors.joining(","));
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    if (ranges.isEmpty()) {
      return;
    }
    var valve = new RemoteIpValve();
    valve.setInternalProxies(ranges);
    valve.setProtocolHeader("X-Forwarded-Proto");
    factory.addEngineValves(valve);
  }

  /** A single address is a range of one. */
  private static String range(String proxy) {
    if (proxy.contains("/")) {
      return proxy;
    }
    return proxy + (proxy.contains(":") ? "/128" : "/32");
  }
}
