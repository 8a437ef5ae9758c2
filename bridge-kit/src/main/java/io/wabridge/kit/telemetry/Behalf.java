package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On whose behalf a thread does what it does: one message's, or several that travel together. */
public final class Behalf {

  private static final ContextKey<String> CORRELATION = ContextKey.named("bridge-correlation");
  private static final ContextKey<List<SpanContext>> COMPANIONS =
      ContextKey.named("bridge-companions");

  private Behalf() {}

  static Context of(String correlation) {
    return Context.current().with(CORRELATION, correlation);
  }

  static @Nullable String correlation(Context context) {
    return context.get(CORRELATION);
  }

  /** Others whose question travels along; each has a trace of its own. */
  static List<SpanContext> companions(Context context) {
    return Objects.requireNonNullElse(context.get(COMPANIONS), List.of());
  }

  /** The first one's trace shows the journey, the others' are linked to it. */
  public static Context of(List<Context> travellers) {
    var first = travellers.getFirst();
    if (travellers.size() == 1) {
      return first;
    }
    var correlations =
        travellers.stream().map(Behalf::correlation).filter(Objects::nonNull).toList();
    var traced =
        travellers.stream()
            .map(traveller -> Span.fromContext(traveller).getSpanContext())
            .filter(SpanContext::isSampled)
            .toList();
    var leading =
        travellers.stream()
            .filter(traveller -> Span.fromContext(traveller).getSpanContext().isSampled())
            .findFirst()
            .orElse(first);
    return leading
        .with(CORRELATION, String.join(",", correlations))
        .with(COMPANIONS, traced.size() > 1 ? traced.subList(1, traced.size()) : List.of());
  }
}
