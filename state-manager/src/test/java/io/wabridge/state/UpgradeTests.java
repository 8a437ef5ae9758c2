package io.wabridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rows that earlier versions wrote are read and continued. */
class UpgradeTests extends StateTest {

  @Autowired DataSource database;

  private final String schema = "upgrade_" + Ids.next().replace('-', '_');
  private final String waId = "44" + Math.abs(Ids.next().hashCode());

  @AfterEach
  void drop() {
    db.sql("drop schema if exists " + schema + " cascade").update();
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(database)
        .schemas(schema)
        .defaultSchema(schema)
        .locations("classpath:db/state");
  }

  @Test
  void continuesConversationsOfThePreviousVersion() {
    flyway().target("6").load().migrate();
    db.sql(
            """
            insert into %s.conversation_mappings (conversation_id, tenant_id, channel_id, desk_id,
              wa_id, bsuid, desk_address, desk_conversation_id, desk_conversation_at)
            select 'c' || n, 't', 'ch', 'd', case when n <> 2 then n::text end,
              case when n <> 1 then 'GB.' || n end, n::text, 'g' || n, now()
            from generate_series(1, 3) n
            """
                .formatted(schema))
        .update();

    flyway().load().migrate();

    assertThat(
            db.sql(
                    """
                    select count(*) from %s.conversation_mappings
                    where closed_at is null and desk_session is null and desk_conversation_id like 'g%%'
                    """
                        .formatted(schema))
                .query(Long.class)
                .single())
        .isEqualTo(3);
    assertThat(insertedAt("d")).isZero();
    assertThat(insertedAt("another")).isEqualTo(1);
  }

  /** One conversation per desk and person, whichever id identifies the person. */
  private int insertedAt(String desk) {
    return db.sql(
            """
            insert into %s.conversation_mappings (conversation_id, tenant_id, channel_id, desk_id,
              wa_id, desk_address) values (:desk, 't', 'ch', :desk, '3', 'new')
            on conflict do nothing
            """
                .formatted(schema))
        .param("desk", desk)
        .update();
  }

  @Test
  void conversationOfThePreviousVersionHasASessionWithoutState() {
    var conversation = Ids.next();
    db.sql(
            """
            insert into conversation_mappings (conversation_id, tenant_id, channel_id, desk_id, wa_id,
              desk_address, desk_conversation_id, desk_conversation_at)
            values (:id, :tenant, :channel, :desk, :waId, :waId, 'g-' || :waId, now())
            """)
        .param("id", conversation)
        .param("tenant", requests.tenant.value())
        .param("channel", requests.channel.value())
        .param("desk", requests.desk.value())
        .param("waId", waId)
        .update();

    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    assertThat(arrived.conversation().value()).isEqualTo(conversation);
    var message = arrived.message().value();
    var session = ledger.beginDelivery(message, requests.intent()).session();
    assertThat(session.conversation()).isEqualTo("g-" + waId);
    assertThat(session.state()).isNull();
    ledger.recordOutcome(
        message, requests.delivered(new Session("g-" + waId, "token", Instant.now())));

    var moved =
        ledger.registerInbound(requests.to(new DeskId(Ids.next()), Person.ofWaId(waId), "b"));
    assertThat(moved.conversation().value()).isNotEqualTo(conversation);
    assertThat(moved.deskAddress()).isEqualTo(waId);
  }

  @Test
  void findsThePersonsIdsByAnIndex() {
    var found = new ArrayList<List<String>>();
    db.sql(
            """
            select array(select a.attname::text from unnest(i.indkey) with ordinality k(n, o)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n order by k.o)
            from pg_index i
            where i.indrelid = 'conversation_mappings'::regclass and i.indisunique
            """)
        .query(row -> {
          found.add(List.of((String[]) row.getArray(1).getArray()));
        });

    assertThat(found)
        .contains(
            List.of("tenant_id", "channel_id", "bsuid", "desk_id"),
            List.of("tenant_id", "channel_id", "wa_id", "desk_id"));
  }
}
