package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Attaches the trace id of a sampled message to the value it recorded. */
final class Exemplars implements SpanContext {

  @Override
  public @Nullable String getCurrentTraceId() {
    var here = Span.current().getSpanContext();
    return here.isValid() ? here.getTraceId() : null;
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    var here = Span.current().getSpanContext();
    return here.isValid() ? here.getSpanId() : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return Span.current().getSpanContext().isSampled();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    Span.current().setAttribute("exemplar", true);
  }
}
