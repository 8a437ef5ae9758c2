package io.wabridge.gateway;

import io.wabridge.kit.telemetry.Traces;
import io.wabridge.kit.telemetry.TracingClientInterceptor;
import java.util.List;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/** A trace begins here: trace headers from the outside are dropped. */
@Component
class TraceHeaders implements RequestHttpHeadersFilter, Ordered {

  private static final List<String> STRANGE =
      List.of(Traces.PARENT, "tracestate", "baggage", TracingClientInterceptor.CORRELATION);

  private final Traces traces;

  TraceHeaders(Traces traces) {
    this.traces = traces;
  }

  @Override
  public HttpHeaders apply(HttpHeaders asked, ServerRequest request) {
    var sent = new HttpHeaders();
    sent.putAll(asked);
    STRANGE.forEach(sent::remove);
    var parent = traces.parent();
    if (parent != null) {
      sent.set(Traces.PARENT, parent);
    }
    return sent;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
