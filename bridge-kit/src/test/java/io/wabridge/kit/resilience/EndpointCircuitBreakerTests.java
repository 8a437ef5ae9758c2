package io.wabridge.kit.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the circuit of a desk or a channel opens and closes. */
class EndpointCircuitBreakerTests {

  private final EndpointCircuitBreaker breaker =
      new EndpointCircuitBreaker("desk-1", Given.properties());

  private void fail(int times) {
    for (var i = 0; i < times; i++) {
      breaker.tryAcquire(true).onFailure();
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.plusMillis(30));
  }

  @Test
  void opensWhenMostOfManyCallsFail() {
    breaker.tryAcquire(true).onAnswer();
    breaker.tryAcquire(true).onAnswer();
    fail(3);

    assertThat(breaker.closed()).isFalse();
    assertThat(breaker.tryAcquire(true)).isNull();
    assertThat(breaker.remainingOpenTime()).isBetween(Duration.ofMillis(200), Given.OPEN_FOR);
  }

  @Test
  void opensWhenASingleCallGetsNoAnswer() throws Exception {
    breaker.tryAcquire(true);
    assertThat(breaker.closed()).isTrue();
    pause(Given.NO_ANSWER_TIMEOUT);

    assertThat(breaker.tryAcquire(true)).isNull();
    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void staysClosedWhenOneCallIsSlowAndOthersAreAnswered() throws Exception {
    breaker.tryAcquire(true);
    pause(Given.NO_ANSWER_TIMEOUT.dividedBy(2));
    breaker.tryAcquire(true).onAnswer();
    pause(Given.NO_ANSWER_TIMEOUT.dividedBy(2));

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void allowsMoreTimeForAFile() throws Exception {
    breaker.tryAcquire(false);
    pause(Given.NO_ANSWER_TIMEOUT);

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void opensAfterRepeatedFailuresOfAQuietDesk() throws Exception {
    fail(1);
    pause(Given.NO_ANSWER_TIMEOUT);
    assertThat(breaker.closed()).isTrue();

    fail(1);

    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void anAnswerResetsTheFailures() throws Exception {
    fail(1);
    breaker.tryAcquire(true).onAnswer();
    pause(Given.NO_ANSWER_TIMEOUT);

    fail(1);

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void closesWhenOneOfTwoProbesIsAnswered() throws Exception {
    fail(5);
    pause(Given.OPEN_FOR);
    var first = breaker.tryAcquire(true);
    var second = breaker.tryAcquire(true);
    assertThat(breaker.tryAcquire(true)).isNull();

    first.onFailure();
    second.onAnswer();

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void staysOpenLongerAfterFailedProbes() throws Exception {
    fail(5);
    pause(Given.OPEN_FOR);
    fail(2);

    assertThat(breaker.tryAcquire(true)).isNull();
    assertThat(breaker.remainingOpenTime()).isGreaterThan(Given.OPEN_FOR);
  }

  @Test
  void anUnusedProbeAllowsAnother() throws Exception {
    fail(5);
    pause(Given.OPEN_FOR);
    breaker.tryAcquire(true).release();
    breaker.tryAcquire(true).release();

    breaker.tryAcquire(true).onAnswer();
    breaker.tryAcquire(true).onAnswer();

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void ignoresLateAnswersOfEarlierCalls() throws Exception {
    var late = breaker.tryAcquire(true);
    var later = breaker.tryAcquire(true);
    fail(5);
    pause(Given.OPEN_FOR);
    var probe = breaker.tryAcquire(true);

    late.onFailure();
    later.onFailure();
    probe.onAnswer();
    breaker.tryAcquire(true).onAnswer();

    assertThat(breaker.closed()).isTrue();
  }
}
