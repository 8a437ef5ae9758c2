package io.wabridge.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What persons say about marketing messages is kept and found by any of their ids. */
class MarketingChoiceTests extends StateTest {

  private final String bsuid = "GB." + Ids.next().replace("-", "");
  private final String waId = "44" + Math.abs(bsuid.hashCode());
  private final Instant now = Instant.now();

  private boolean says(Person person, boolean allowed, Instant at) {
    return ledger
        .recordMarketing(
            new Ledger.MarketingChoice(requests.tenant, requests.channel, person, allowed, at))
        .tell();
  }

  private Boolean known(Person person, String id) {
    return ledger.registerInbound(requests.by(person, id)).person().marketingAllowed();
  }

  private String stoppedAt() {
    return get("/api/v1/tenants/" + requests.tenant + "/conversations")
        .path("items")
        .path(0)
        .path("marketingStoppedAt")
        .asString("");
  }

  @Test
  void marketingStopIsKeptAtThePerson() {
    assertThat(known(Person.ofWaId(waId), "a")).isNull();
    assertThat(stoppedAt()).isEmpty();

    assertThat(says(Person.ofWaId(waId), false, now)).isTrue();
    assertThat(known(Person.ofWaId(waId), "b")).isFalse();
    assertThat(stoppedAt()).isNotEmpty();

    assertThat(says(Person.ofWaId(waId), true, now.plusSeconds(1))).isTrue();
    assertThat(known(Person.ofWaId(waId), "c")).isTrue();
    assertThat(stoppedAt()).isEmpty();
  }

  @Test
  void aChoiceBeforeTheFirstMessageOpensNoConversation() {
    assertThat(says(new Person(bsuid, null, waId, null, null), false, now)).isFalse();
    assertThat(get("/api/v1/tenants/" + requests.tenant + "/conversations").path("items"))
        .isEmpty();

    assertThat(known(Person.ofBsuid(bsuid), "a")).isFalse();
    assertThat(known(new Person(bsuid, null, waId, null, null), "b")).isFalse();
  }

  @Test
  void aLateChoiceDoesNotReplaceANewerOne() {
    known(Person.ofWaId(waId), "a");
    says(Person.ofWaId(waId), true, now);
    assertThat(says(Person.ofWaId(waId), false, now.minusSeconds(5))).isFalse();
    assertThat(known(Person.ofWaId(waId), "b")).isTrue();
  }

  @Test
  void aRepeatedChoiceIsHarmless() {
    known(Person.ofWaId(waId), "a");
    assertThat(says(Person.ofWaId(waId), false, now)).isTrue();
    assertThat(says(Person.ofWaId(waId), false, now)).isTrue();
    assertThat(
            db.sql("select count(*) from marketing_choices where tenant_id = :tenant")
                .param("tenant", requests.tenant.value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void theNewOwnerOfANumberHasChosenNothing() {
    says(new Person(bsuid, null, waId, null, null), false, now);
    assertThat(known(new Person(bsuid + "x", null, waId, null, null), "a")).isNull();
  }
}
