package io.wabridge.kit.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls to an endpoint that does not answer, and probes now and then whether it answers
 * again. It opens when most of many calls fail, and, because a quiet endpoint has few calls, when
 * no call at all was answered for a while.
 */
final class EndpointCircuitBreaker {

  private static final int WINDOW_SECONDS = 10;
  private static final int MIN_CALLS = 5;
  // one successful probe of two is enough: a single message that always fails must not keep it open
  private static final int PROBE_CALLS = 2;
  private static final float FAILURE_PERCENT = 60;
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final IOException FAILURE = new IOException("not answered");

  private final CircuitBreaker circuit;
  private final long noAnswerTimeout;
  private final Set<Call> quickCalls = new HashSet<>();
  private int generation;
  private long openUntil;
  private long answeredAt = System.nanoTime();
  private boolean failing;
  private long failingSince;

  EndpointCircuitBreaker(String name, ResilienceProperties properties) {
    noAnswerTimeout = properties.noAnswerTimeout().toNanos();
    var openIntervals =
        IntervalFunction.ofExponentialBackoff(properties.openFor(), 2, properties.maxOpenFor());
    circuit =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(WINDOW_SECONDS)
                .minimumNumberOfCalls(MIN_CALLS)
                .failureRateThreshold(FAILURE_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(PROBE_CALLS)
                .waitIntervalFunctionInOpenState(
                    attempt -> scheduleHalfOpen(openIntervals.apply(attempt)))
                .build());
    circuit.getEventPublisher().onStateTransition(_ -> generation++);
  }

  private long scheduleHalfOpen(long millis) {
    openUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    return millis;
  }

  /**
   * A permitted call, or null.
   *
   * @param quick whether an answer is expected soon; a call with a file may take longer
   */
  synchronized @Nullable Call tryAcquire(boolean quick) {
    tripOnNoAnswer();
    if (!circuit.tryAcquirePermission()) {
      return null;
    }
    var call = new Call(generation);
    if (quick) {
      quickCalls.add(call);
    }
    return call;
  }

  /** The time until a call may be permitted. */
  synchronized Duration remainingOpenTime() {
    var left = openUntil - System.nanoTime();
    return left > 0 ? Duration.ofNanos(left) : PROBE_INTERVAL;
  }

  synchronized boolean closed() {
    tripOnNoAnswer();
    return circuit.getState() == State.CLOSED;
  }

  /** Opens if a call gets no answer, and no other call was answered meanwhile. */
  private void tripOnNoAnswer() {
    var now = System.nanoTime();
    for (var call : quickCalls) {
      if (call.generation == generation
          && now - call.begun >= noAnswerTimeout
          && call.begun - answeredAt >= 0) {
        trip();
        return;
      }
    }
  }

  private void trip() {
    if (circuit.getState() == State.CLOSED || circuit.getState() == State.HALF_OPEN) {
      circuit.transitionToOpenState();
    }
  }

  /** One call, from its start to its outcome. */
  final class Call {

    private final int generation;
    private final long begun = System.nanoTime();

    private Call(int generation) {
      this.generation = generation;
    }

    /** The other side answered, with any status. */
    void onAnswer() {
      synchronized (EndpointCircuitBreaker.this) {
        quickCalls.remove(this);
        answeredAt = System.nanoTime();
        failing = false;
        if (generation == EndpointCircuitBreaker.this.generation) {
          circuit.onSuccess(answeredAt - begun, TimeUnit.NANOSECONDS);
        }
      }
    }

    /** It could not be reached, did not answer, or reported a server error. */
    void onFailure() {
      synchronized (EndpointCircuitBreaker.this) {
        quickCalls.remove(this);
        if (generation != EndpointCircuitBreaker.this.generation) {
          return; // the state of the breaker has changed since then
        }
        var now = System.nanoTime();
        if (!failing) {
          failing = true;
          failingSince = begun;
        }
        circuit.onError(now - begun, TimeUnit.NANOSECONDS, FAILURE);
        if (circuit.getState() == State.CLOSED && now - failingSince >= noAnswerTimeout) {
          circuit.transitionToOpenState();
        }
      }
    }

    /** The call was not made. */
    void release() {
      synchronized (EndpointCircuitBreaker.this) {
        quickCalls.remove(this);
        if (generation == EndpointCircuitBreaker.this.generation) {
          circuit.releasePermission();
        }
      }
    }
  }
}
