package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge sees each thing that may go wrong, and nothing where nothing did. */
class JudgeTests {

  private final Tenant tenant = new Tenant("1", 0);
  private final Tenant other = new Tenant("1", 1);
  private final Talk talk = new Talk(7, tenant);
  private final Judge judge = new Judge();

  @Test
  void nothingWentWrong() {
    arrives(says());
    arrives(says());
    assertThat(judge.verdict().clean()).isTrue();
    assertThat(judge.verdict().counts())
        .isEqualTo("lost 0, duplicates 0, disordered 0, wrong person 0, wrong files 0, refused 0");
  }

  @Test
  void whatDoesNotArriveIsLost() {
    says();
    assertThat(judge.verdict().lost()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void whatArrivesAgainIsADuplicate() {
    var message = says();
    arrives(message);
    arrives(message);
    assertThat(judge.verdict().duplicates()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void whatComesAfterWhatWasSaidLaterIsDisordered() {
    var first = says();
    var second = says();
    arrives(second);
    arrives(first);
    assertThat(judge.verdict().disordered()).isEqualTo(1);
    assertThat(judge.verdict().clean()).isFalse();
  }

  @Test
  void twoWaysHaveNoOrderBetweenThem() {
    var in = judge.says(talk, true, 0, () -> {});
    var out = judge.says(talk, false, 0, () -> {});
    assertThat(judge.arrives(out.tag(), false, tenant, talk.waId)).isSameAs(out);
    assertThat(judge.arrives(in.tag(), true, tenant, talk.waId)).isSameAs(in);
    assertThat(judge.verdict().clean()).isTrue();
  }

  @Test
  void anotherPersonIsTheWrongOne() {
    judge.arrives(says().tag(), true, tenant, "447700000008");
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void anotherTenantIsTheWrongOne() {
    judge.arrives(says().tag(), true, other, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void theOtherWayIsTheWrongOne() {
    judge.arrives(says().tag(), false, tenant, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(1);
  }

  @Test
  void whatNobodySaidIsWrong() {
    judge.arrives("#i9.1# hello", true, tenant, talk.waId);
    judge.arrives("hello", true, tenant, talk.waId);
    assertThat(judge.verdict().wrongPerson()).isEqualTo(2);
  }

  @Test
  void whatIsRefusedIsNotLostButVoidsTheRun() {
    judge.refused(says(), "HTTP 503");
    assertThat(judge.verdict().refused()).isEqualTo(1);
    assertThat(judge.verdict().lost()).isZero();
    assertThat(judge.verdict().clean()).isFalse();
    assertThat(judge.verdict().examples()).containsExactly("refused #i7.1#: HTTP 503");
  }

  private Message says() {
    return judge.says(talk, true, 0, () -> {});
  }

  private void arrives(Message message) {
    judge.arrives(message.tag() + " and some text", true, tenant, talk.waId);
  }
}
