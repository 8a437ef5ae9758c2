package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** One piece of work of this thread, from its start to its end. */
public final class TracedWork implements AutoCloseable {

  private final Span span;
  private final Scope scope;
  private final Runnable onClose;

  TracedWork(Span span, Scope scope, Runnable onClose) {
    this.span = span;
    this.scope = scope;
    this.onClose = onClose;
  }

  /** Sets the number of the attempt. */
  public void attempt(int number) {
    span.setAttribute("bridge.attempt", number);
  }

  /** Sets the result. */
  public void ended(String outcome) {
    span.setAttribute("bridge.outcome", outcome);
  }

  /** Sets only the type of the error: its message may contain personal data. */
  public void failed(Throwable problem) {
    span.setStatus(StatusCode.ERROR, problem.getClass().getSimpleName());
  }

  @Override
  public void close() {
    scope.close();
    span.end();
    onClose.run();
  }
}
