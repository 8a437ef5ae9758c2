package io.wabridge.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a desk or a channel is left alone, and when no longer. */
class BreakerTests {

  private final Breaker breaker = new Breaker("desk-1", Given.properties());

  private void fail(int times) {
    for (var i = 0; i < times; i++) {
      breaker.enter(true).failed();
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.plusMillis(30));
  }

  @Test
  void opensWhenMostOfManyCallsFail() {
    breaker.enter(true).answered();
    breaker.enter(true).answered();
    fail(3);

    assertThat(breaker.closed()).isFalse();
    assertThat(breaker.enter(true)).isNull();
    assertThat(breaker.shutFor()).isBetween(Duration.ofMillis(200), Given.REST);
  }

  @Test
  void opensWhenASingleCallWaitsInVain() throws Exception {
    breaker.enter(true);
    assertThat(breaker.closed()).isTrue();
    pause(Given.SILENCE);

    assertThat(breaker.enter(true)).isNull();
    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void oneSlowCallAmongAnsweredOnesIsNoSilence() throws Exception {
    breaker.enter(true);
    pause(Given.SILENCE.dividedBy(2));
    breaker.enter(true).answered();
    pause(Given.SILENCE.dividedBy(2));

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void aFileMayTakeItsTime() throws Exception {
    breaker.enter(false);
    pause(Given.SILENCE);

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void opensWhenAQuietDeskFailsAgainAndAgain() throws Exception {
    fail(1);
    pause(Given.SILENCE);
    assertThat(breaker.closed()).isTrue();

    fail(1);

    assertThat(breaker.closed()).isFalse();
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnew() throws Exception {
    fail(1);
    breaker.enter(true).answered();
    pause(Given.SILENCE);

    fail(1);

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void probesAndClosesWhenOneOfTwoIsAnswered() throws Exception {
    fail(5);
    pause(Given.REST);
    var first = breaker.enter(true);
    var second = breaker.enter(true);
    assertThat(breaker.enter(true)).isNull();

    first.failed();
    second.answered();

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void restsLongerAfterProbesThatFailed() throws Exception {
    fail(5);
    pause(Given.REST);
    fail(2);

    assertThat(breaker.enter(true)).isNull();
    assertThat(breaker.shutFor()).isGreaterThan(Given.REST);
  }

  @Test
  void aProbeThatNeverTookPlaceLeavesRoomForAnother() throws Exception {
    fail(5);
    pause(Given.REST);
    breaker.enter(true).unused();
    breaker.enter(true).unused();

    breaker.enter(true).answered();
    breaker.enter(true).answered();

    assertThat(breaker.closed()).isTrue();
  }

  @Test
  void lateAnswersOfBeforeDecideNothing() throws Exception {
    var late = breaker.enter(true);
    var later = breaker.enter(true);
    fail(5);
    pause(Given.REST);
    var probe = breaker.enter(true);

    late.failed();
    later.failed();
    probe.answered();
    breaker.enter(true).answered();

    assertThat(breaker.closed()).isTrue();
  }
}
