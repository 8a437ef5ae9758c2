package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge reports each kind of error, and none in a correct run. */
class JudgeTests {

  private final Tenant tenant = new Tenant("1", 0);
  private final Tenant other = new Tenant("1", 1);
  private final Talk talk = new Talk(7, tenant);
  private final Judge judge = new Judge();

  @Test
  void correctRunHasNoErrors() {
    arrives(sent());
    arrives(sent());
    assertThat(judge.verdict().clean()).isTrue();
    assertThat(judge.verdict().counts())
        .isEqualTo("lost 0, duplicates 0, disordered 0, wrong person 0, wrong files 0, refused 0");
  }

  @Test
  void countsMissingMessagesAsLost() {
    sent();
    assertThat(judge.verdict().lost()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void countsRepeatedArrivalsAsDuplicates() {
    var message = sent();
    arrives(message);
    arrives(message);
    assertThat(judge.verdict().duplicates()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void countsOvertakenMessagesAsDisordered() {
    var first = sent();
    var second = sent();
    arrives(second);
    arrives(first);
    assertThat(judge.verdict().disordered()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void doesNotCompareOrderBetweenDirections() {
    var in = judge.sent(talk, true, 0, () -> {});
    var out = judge.sent(talk, false, 0, () -> {});
    assertThat(judge.arrives(out.tag(), false, tenant, talk.waId)).isSameAs(out);
    assertThat(judge.arrives(in.tag(), true, tenant, talk.waId)).isSameAs(in);
    assertThat(judge.verdict().clean()).isTrue();
  }

  @Test
  void countsArrivalAtAnotherPerson() {
    judge.arrives(sent().tag(), true, tenant, "447700000008");
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void countsArrivalAtAnotherTenant() {
    judge.arrives(sent().tag(), true, other, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void countsArrivalInTheOtherDirection() {
    judge.arrives(sent().tag(), false, tenant, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void countsTextsThatWereNeverSent() {
    judge.arrives("#i9.1# hello", true, tenant, talk.waId);
    judge.arrives("hello", true, tenant, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(2);
  }

  @Test
  void refusedMessagesAreNotLostButVoidTheRun() {
    judge.refused(sent(), "HTTP 503");
    assertThat(judge.verdict().refused()).isEqualTo(1);
    assertThat(judge.verdict().lost()).isZero();
    assertThat(judge.verdict().clean()).isFalse();
    assertThat(judge.verdict().examples()).containsExactly("refused #i7.1#: HTTP 503");
  }

  private Message sent() {
    return judge.sent(talk, true, 0, () -> {});
  }

  private void arrives(Message message) {
    judge.arrives(message.tag() + " and some text", true, tenant, talk.waId);
  }
}
