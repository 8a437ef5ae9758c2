package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.wabridge.model.Envelope;
import io.wabridge.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trace for the path of a message through all services, if traces are collected (W3C and
 * OpenTelemetry). Its id is the message's correlation id, with or without a collector; without one
 * there are no spans, and only the correlation id is passed on. Nothing of it is sent to the
 * outside.
 */
public final class Traces implements AutoCloseable {

  /** The W3C header, used over HTTP and in the lanes. */
  public static final String PARENT = "traceparent";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<String> ONE =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String parent) {
          return List.of(PARENT);
        }

        @Override
        public @Nullable String get(@Nullable String parent, String key) {
          return key.equals(PARENT) ? parent : null;
        }
      };

  private static final TracedWork NOTHING =
      new TracedWork(Span.getInvalid(), Scope.noop(), () -> {});

  private final String service;
  private final @Nullable SdkTracerProvider provider;
  private final Tracer tracer;

  private Traces(String service, @Nullable SdkTracerProvider provider) {
    this.service = service;
    this.provider = provider;
    this.tracer = (provider == null ? TracerProvider.noop() : provider).get("io.wabridge");
  }

  public static Traces off(String service) {
    return new Traces(service, null);
  }

  static Traces of(String service, TraceProperties properties) {
    return properties.endpoint().isBlank()
        ? off(service)
        : of(service, OtlpTracerProvider.create(service, properties));
  }

  static Traces of(String service, SdkTracerProvider provider) {
    return new Traces(service, provider);
  }

  public boolean enabled() {
    return provider != null;
  }

  /** Sets the service of this thread for the log. */
  public void setLogService() {
    LogContext.of(service);
  }

  String service() {
    return service;
  }

  Tracer tracer() {
    return tracer;
  }

  /** A new correlation id; a single message continues the trace of the call that brought it. */
  public String correlation(boolean alone) {
    var here = Span.current().getSpanContext();
    return alone && here.isValid() ? here.getTraceId() : TraceIds.random();
  }

  /** Starts the intake of a message, within the call that brought it. */
  public TracedWork beginReceive(String name, TenantId tenant) {
    if (!enabled()) {
      return NOTHING;
    }
    var span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("bridge.tenant", tenant.value())
            .startSpan();
    return new TracedWork(span, span.makeCurrent(), () -> {});
  }

  /** The header for outgoing calls and messages; null if traces are not collected. */
  public @Nullable String parent() {
    if (!enabled()) {
      return null;
    }
    return header(Context.current());
  }

  private static @Nullable String header(Context context) {
    var span = Span.fromContext(context).getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }

  static Context context(@Nullable String parent) {
    return parent == null ? Context.root() : W3C.extract(Context.root(), parent, ONE);
  }

  /**
   * Starts work on one envelope; logs and calls of this thread then have its correlation id.
   *
   * @param parent the header it was received with, if any
   */
  public TracedWork begin(Envelope<?> envelope, String name, @Nullable String parent) {
    var span = enabled() ? span(envelope, name, parent) : Span.getInvalid();
    LogContext.of(service);
    LogContext.enter(envelope, span);
    return new TracedWork(
        span,
        CorrelationContext.of(envelope.correlation()).with(span).makeCurrent(),
        LogContext::leave);
  }

  /**
   * A message that arrived with others in one webhook, or was held or parked in between, continues
   * in its own trace, with a link to its origin.
   */
  private Span span(Envelope<?> envelope, String name, @Nullable String parent) {
    var trace = TraceIds.of(envelope.correlation());
    var from = Span.fromContext(context(parent)).getSpanContext();
    var builder =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("bridge.tenant", envelope.tenant().value());
    if (from.isValid() && (trace == null || from.getTraceId().equals(trace))) {
      return builder.setParent(Context.root().with(Span.wrap(from))).startSpan();
    }
    if (from.isValid()) {
      builder.addLink(from);
    }
    return TraceIds.withTraceId(trace, () -> builder.setNoParent().startSpan());
  }

  @Override
  public void close() {
    if (provider != null) {
      provider.close();
    }
  }
}
