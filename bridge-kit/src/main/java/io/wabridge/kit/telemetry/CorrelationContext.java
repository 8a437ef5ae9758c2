package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The correlation of a thread's work: of one message, or of several in a batch. */
public final class CorrelationContext {

  private static final ContextKey<String> CORRELATION = ContextKey.named("bridge-correlation");
  private static final ContextKey<List<SpanContext>> LINKED_SPANS =
      ContextKey.named("bridge-companions");

  private CorrelationContext() {}

  static Context of(String correlation) {
    return Context.current().with(CORRELATION, correlation);
  }

  static @Nullable String correlation(Context context) {
    return context.get(CORRELATION);
  }

  /** Correlations of the other requests in a batch; each has its own trace. */
  static List<SpanContext> linkedSpans(Context context) {
    return Objects.requireNonNullElse(context.get(LINKED_SPANS), List.of());
  }

  /** The span is in the first one's trace and is linked to the others'. */
  public static Context of(List<Context> contexts) {
    var first = contexts.getFirst();
    if (contexts.size() == 1) {
      return first;
    }
    var correlations =
        contexts.stream().map(CorrelationContext::correlation).filter(Objects::nonNull).toList();
    var traced =
        contexts.stream()
            .map(context -> Span.fromContext(context).getSpanContext())
            .filter(SpanContext::isSampled)
            .toList();
    var leading =
        contexts.stream()
            .filter(context -> Span.fromContext(context).getSpanContext().isSampled())
            .findFirst()
            .orElse(first);
    return leading
        .with(CORRELATION, String.join(",", correlations))
        .with(LINKED_SPANS, traced.size() > 1 ? traced.subList(1, traced.size()) : List.of());
  }
}
