package io.wabridge.state.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The retention deletes old ended messages, and none that is still in progress. */
class RetentionTests extends StateTest {

  @Autowired Retention retention;

  private String aged(String id, String status, Duration age) {
    var message =
        ledger.registerInbound(requests.by(Person.ofWaId("4470001"), id)).message().value();
    var old =
        new UUID(
                (Instant.now().minus(age).toEpochMilli() << 16) | 0x7000L,
                UUID.fromString(message).getLeastSignificantBits())
            .toString();
    db.sql("update message_tracking set id = :old, status = :status where id = :id")
        .param("old", old)
        .param("status", status)
        .param("id", message)
        .update();
    return old;
  }

  private boolean known(String message) {
    return db.sql("select count(*) from message_tracking where id = :id")
            .param("id", message)
            .query(Long.class)
            .single()
        == 1;
  }

  @Test
  void deletesOldEndedMessagesOnly() {
    var ended = aged("a", "DELIVERED", Duration.ofDays(401));
    var young = aged("b", "DELIVERED", Duration.ofDays(399));
    var open = aged("c", "DELIVERING", Duration.ofDays(500));
    var parked = aged("d", "PARKED", Duration.ofDays(500));

    retention.sweep();

    assertThat(known(ended)).isFalse();
    assertThat(known(young)).isTrue();
    assertThat(known(open)).isTrue();
    assertThat(known(parked)).isTrue();
  }

  @Test
  void deletesHopsByMonth() {
    db.sql("select hops_of_month('2020-02-01')").query(row -> {});
    db.sql("insert into message_hops values ('old', '2020-02-03', 's', 'o', null)").update();
    db.sql("insert into message_hops values ('older', '2019-02-03', 's', 'o', null)").update();
    db.sql("insert into message_hops values ('new', now(), 's', 'o', null)").update();

    retention.sweep();

    assertThat(
            db.sql("select message_id from message_hops where message_id in ('old','older','new')")
                .query(String.class)
                .list())
        .containsExactly("new");
    assertThat(
            db.sql("select to_regclass('message_hops_2020_02') is null")
                .query(Boolean.class)
                .single())
        .isTrue();
    db.sql("delete from message_hops where message_id = 'new'").update();
  }

  @Test
  void keepsMessagesThatAProviderMayRepeat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionProperties(Duration.ofDays(29), Duration.ofDays(90)));
  }
}
