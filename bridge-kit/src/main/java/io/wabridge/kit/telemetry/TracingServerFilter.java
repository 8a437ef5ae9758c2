package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes over the correlation id of a request while it is answered. The counterpart of {@link
 * TracingClientInterceptor}.
 */
final class TracingServerFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(TracingServerFilter.class);
  private static final Pattern CORRELATIONS = Pattern.compile("[0-9a-f,-]{32,3000}");

  private final Traces traces;
  private final boolean fromOutside;

  /**
   * @param fromOutside whether callers are external: their trace headers are not trusted
   */
  TracingServerFilter(Traces traces, boolean fromOutside) {
    this.traces = traces;
    this.fromOutside = fromOutside;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    LogContext.of(traces.service());
    var correlation = fromOutside ? null : request.getHeader(TracingClientInterceptor.CORRELATION);
    if (correlation != null && CORRELATIONS.matcher(correlation).matches()) {
      MDC.put(LogContext.CORRELATION, correlation);
    }
    var since = System.nanoTime();
    try {
      if (traces.enabled()) {
        traced(request, response, chain);
      } else {
        chain.doFilter(request, response);
      }
    } finally {
      log.atDebug()
          .addKeyValue("took_ms", (System.nanoTime() - since) / 1_000_000)
          .log("{} {} {}", request.getMethod(), route(request), response.getStatus());
      MDC.clear();
    }
  }

  private void traced(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var parent = fromOutside ? Context.root() : Traces.context(request.getHeader(Traces.PARENT));
    var span =
        traces
            .tracer()
            .spanBuilder(request.getMethod())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setAttribute("http.request.method", request.getMethod())
            .startSpan();
    if (span.getSpanContext().isSampled()) {
      MDC.put(LogContext.SPAN, span.getSpanContext().getSpanId());
    }
    if (MDC.get(LogContext.CORRELATION) == null) {
      MDC.put(LogContext.CORRELATION, span.getSpanContext().getTraceId());
    }
    try (var _ = span.makeCurrent()) {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      nameSpan(span, request);
      span.setAttribute("http.response.status_code", response.getStatus());
      if (response.getStatus() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }

  /** The pattern of the route, never the path that was called: a path may contain personal data. */
  private static void nameSpan(Span span, HttpServletRequest request) {
    var route = route(request);
    span.setAttribute("http.route", route);
    span.updateName(request.getMethod() + " " + route);
  }

  private static String route(HttpServletRequest request) {
    @Nullable Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "" : pattern.toString();
  }
}
