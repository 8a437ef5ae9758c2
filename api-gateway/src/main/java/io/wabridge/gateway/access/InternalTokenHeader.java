package io.wabridge.gateway.access;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.InternalToken;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Tells the service who calls, in a signed token for this service; what the caller showed stays
 * here. Paths without a caller keep their header: signed webhooks, and the keys of desks.
 */
@Component
class InternalTokenHeader implements RequestHttpHeadersFilter, Ordered {

  /** Those with endpoints of the public API. */
  private static final List<String> SERVICES =
      List.of(
          "tenant-service",
          "auth-service",
          "state-manager",
          "whatsapp-webhook-service",
          "whatsapp-api-service",
          "genesys-webhook-service",
          "genesys-api-service");

  private final InternalToken tokens;
  private final Map<String, String> services = new HashMap<>();

  InternalTokenHeader(BridgeProperties bridge, Environment environment) {
    this.tokens = new InternalToken(bridge.internalToken());
    for (var name : SERVICES) {
      var address = environment.getProperty("bridge.services." + name, URI.class);
      if (address != null) {
        services.put(address.getAuthority(), name);
      }
    }
  }

  @Override
  public HttpHeaders apply(HttpHeaders asked, ServerRequest request) {
    var sent = new HttpHeaders();
    sent.putAll(asked);
    if (request.attribute(Caller.ATTRIBUTE).orElse(null) instanceof Caller caller) {
      sent.remove(HttpHeaders.COOKIE);
      sent.setBearerAuth(tokens.sign(caller, service(request)));
    }
    return sent;
  }

  private String service(ServerRequest request) {
    var target = request.attribute(MvcUtils.GATEWAY_REQUEST_URL_ATTR).orElseThrow();
    var service = services.get(((URI) target).getAuthority());
    if (service == null) {
      throw new IllegalStateException("no service has the address " + target);
    }
    return service;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
