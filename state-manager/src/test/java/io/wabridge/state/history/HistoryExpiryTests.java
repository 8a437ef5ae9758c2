package io.wabridge.state.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Content;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.LocalStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Contents disappear after the tenant's time, by month where possible, and with the keys. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,state-manager")
@LocalStores
class HistoryExpiryTests {

  @Autowired JdbcClient db;
  @Autowired JsonMapper json;
  @Autowired FieldEncryption platform;
  @Autowired MessageContents contents;
  @Autowired ContentWords words;
  @Autowired HistoryExpiry expiry;

  private final TenantId tenant = new TenantId(Ids.next());
  private final TenantId other = new TenantId(Ids.next());

  private String kept(TenantId tenant, Duration age) {
    var id =
        new UUID(
                (Instant.now().minus(age).toEpochMilli() << 16) | 0x7000L,
                UUID.fromString(Ids.next()).getLeastSignificantBits())
            .toString();
    contents.save(
        tenant,
        new MessageId(id),
        null,
        HistoryPolicy.USUAL.keep(new Content.Text("hello"), Origin.PERSON));
    return id;
  }

  private static TenantEntry entry(TenantId tenant, int days) {
    return new TenantEntry(
        tenant.value(), "n", "ACTIVE", new HistoryPolicy(days, true), List.of(), List.of(), null);
  }

  private List<String> ids(TenantId tenant) {
    return db.sql(
            "select message_id::text from message_content where tenant_id = :tenant order by 1")
        .param("tenant", tenant.value())
        .query(String.class)
        .list();
  }

  private boolean exists(String table) {
    return db.sql("select to_regclass(:table) is not null")
        .param("table", table)
        .query(Boolean.class)
        .single();
  }

  @Test
  void deletesWhatIsOlderThanItsTenantKeepsIt() {
    kept(tenant, Duration.ofDays(31));
    var young = kept(tenant, Duration.ofDays(29));
    var same = kept(other, Duration.ofDays(31));
    kept(other, Duration.ofDays(401));

    expiry.delete(List.of(entry(tenant, 30), entry(other, 3650)));

    assertThat(ids(tenant)).containsExactly(young);
    assertThat(ids(other)).as("no content is kept longer than its message").containsExactly(same);

    expiry.delete(List.of(entry(tenant, 0), entry(other, 3650)));
    assertThat(ids(tenant)).isEmpty();
    assertThat(ids(other)).containsExactly(same);
  }

  @Test
  void dropsMonthsThatNoTenantKeeps() {
    var old = "0171e000-0000-7000-8000-" + Ids.next().substring(24); // of May 2020
    contents.save(
        tenant,
        new MessageId(old),
        null,
        HistoryPolicy.USUAL.keep(new Content.Text("hello"), Origin.PERSON));
    db.sql("select content_of_month('2020-05-01')").query(row -> {});
    assertThat(
            db.sql(
                    "select tableoid::regclass::text from message_content where message_id = :id::uuid")
                .param("id", old)
                .query(String.class)
                .single())
        .as("what arrived before the partition was created is moved there")
        .endsWith("message_content_2020_05");

    expiry.delete(List.of());
    assertThat(exists("message_content_2020_05")).as("nothing is known of tenants").isTrue();

    expiry.delete(List.of(entry(other, 90)));
    assertThat(exists("message_content_2020_05")).isFalse();
    assertThat(ids(tenant)).isEmpty();
  }

  @Test
  void createsTheComingMonths() {
    expiry.sweep(); // tenant-service is not there: nothing is deleted

    assertThat(
            db.sql(
                    """
                    select bool_and(to_regclass('message_content_' || to_char(m, 'YYYY_MM'))
                      is not null)
                    from generate_series(date_trunc('month', now() at time zone 'UTC'),
                      date_trunc('month', now() at time zone 'UTC') + interval '2 months',
                      interval '1 month') m
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();
    var now = kept(tenant, Duration.ZERO);
    assertThat(
            db.sql(
                    "select tableoid::regclass::text from message_content where message_id = :id::uuid")
                .param("id", now)
                .query(String.class)
                .single())
        .doesNotContain("other");
  }

  private byte[] stored(String id) {
    return db.sql("select content from message_content where message_id = :id::uuid")
        .param("id", id)
        .query(byte[].class)
        .single();
  }

  @Test
  void withoutTheTenantsKeysNothingCanBeRead() {
    var id = kept(tenant, Duration.ZERO);
    var theirs = kept(other, Duration.ZERO);
    var sealed = stored(id);
    assertThat(contents.open(tenant, id, sealed).content()).isEqualTo(new Content.Text("hello"));
    assertThat(contents.open(other, theirs, sealed)).as("moved to another tenant").isNull();
    assertThat(contents.open(tenant, Ids.next(), sealed)).as("moved to another message").isNull();

    db.sql("delete from tenant_keysets where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .update();

    var afterRestart = new MessageContents(db, new TenantKeysets(db, platform), words, json);
    assertThat(afterRestart.open(tenant, id, sealed)).isNull();
    assertThat(afterRestart.open(other, theirs, stored(theirs))).isNotNull();
  }

  @Test
  void keysetsAreEncryptedWithThePlatformsKey() {
    kept(tenant, Duration.ZERO);
    kept(other, Duration.ZERO);

    db.sql(
            """
            update tenant_keysets set keyset = (
              select keyset from tenant_keysets where tenant_id = :other)
            where tenant_id = :tenant
            """)
        .param("other", other.value())
        .param("tenant", tenant.value())
        .update();

    var id = kept(other, Duration.ZERO);
    assertThat(
            new MessageContents(db, new TenantKeysets(db, platform), words, json)
                .open(tenant, id, stored(id)))
        .as("a keyset that was moved to another tenant is not used")
        .isNull();
  }
}
