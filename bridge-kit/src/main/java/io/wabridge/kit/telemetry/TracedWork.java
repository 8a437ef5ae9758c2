package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** One piece of work of this thread, from its making to its closing. */
public final class TracedWork implements AutoCloseable {

  private final Span span;
  private final Scope scope;
  private final Runnable onClose;

  TracedWork(Span span, Scope scope, Runnable onClose) {
    this.span = span;
    this.scope = scope;
    this.onClose = onClose;
  }

  /** The how manieth try it is. */
  public void attempt(int number) {
    span.setAttribute("bridge.attempt", number);
  }

  /** How it went. */
  public void ended(String outcome) {
    span.setAttribute("bridge.outcome", outcome);
  }

  /** The kind of trouble alone: its words may be a person's. */
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
