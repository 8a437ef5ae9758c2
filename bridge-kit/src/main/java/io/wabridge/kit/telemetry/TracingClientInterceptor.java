package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** Sends the correlation id to other internal services. Never used for calls to the outside. */
public final class TracingClientInterceptor implements ClientHttpRequestInterceptor {

  /** The messages that a call is about. */
  public static final String CORRELATION = "bridge-correlation";

  private static final String TEMPLATE = RestClient.class.getName() + ".uriTemplate";

  private final Traces traces;

  public TracingClientInterceptor(Traces traces) {
    this.traces = traces;
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    var context = Context.current();
    var correlation = CorrelationContext.correlation(context);
    if (correlation != null) {
      request.getHeaders().set(CORRELATION, correlation);
    }
    return traces.enabled() && Span.fromContext(context).getSpanContext().isValid()
        ? traced(request, body, execution, context)
        : execution.execute(request, body);
  }

  private ClientHttpResponse traced(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution, Context context)
      throws IOException {
    var route = String.valueOf(request.getAttributes().getOrDefault(TEMPLATE, ""));
    var builder =
        traces
            .tracer()
            .spanBuilder(request.getMethod() + " " + route)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(context)
            .setAttribute("http.request.method", request.getMethod().name())
            .setAttribute("url.template", route);
    CorrelationContext.linkedSpans(context).forEach(builder::addLink);
    var span = builder.startSpan();
    try (var _ = span.makeCurrent()) {
      var parent = traces.parent();
      if (parent != null) {
        request.getHeaders().set(Traces.PARENT, parent);
      }
      var answer = execution.execute(request, body);
      span.setAttribute("http.response.status_code", answer.getStatusCode().value());
      return answer;
    } catch (IOException | RuntimeException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }
}
