package io.wabridge.state.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.testkit.LocalStores;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events are kept for a week, by day. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,state-manager")
@LocalStores
class EventExpiryTests {

  @Autowired JdbcClient db;
  @Autowired EventExpiry expiry;

  @Test
  void dropsTheDaysThatAreOlder() {
    db.sql("select events_of_day(cast(:a as date)), events_of_day(cast(:b as date))")
        .param("a", day(8))
        .param("b", day(7))
        .query(row -> {});

    expiry.sweep();

    assertThat(days())
        .doesNotContain(partition(8))
        .contains(partition(7), partition(0), partition(-2));
  }

  private static String day(int ago) {
    return Instant.now().minus(ago, ChronoUnit.DAYS).toString().substring(0, 10);
  }

  private static String partition(int ago) {
    return "conversation_events_" + day(ago).replace('-', '_');
  }

  private List<String> days() {
    return db.sql(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'conversation_events'::regclass
            """)
        .query(String.class)
        .list();
  }
}
