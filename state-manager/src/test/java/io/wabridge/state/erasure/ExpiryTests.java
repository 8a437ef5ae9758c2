package io.wabridge.state.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.RetentionPolicy;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.kit.store.Bucket;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a tenant keeps no longer disappears, kind by kind, and nothing else does. */
class ExpiryTests extends PrivacyTest {

  @Autowired Expiry expiry;

  private final Person person = new Person(null, null, number(), null, "Ana");

  private List<TenantEntry> policy(int historyDays, @Nullable Integer mediaDays, int parkedDays) {
    return List.of(
        new TenantEntry(
            tenant.value(),
            "n",
            "ACTIVE",
            new HistoryPolicy(historyDays, true),
            List.of(),
            List.of(),
            new RetentionPolicy(mediaDays, parkedDays)));
  }

  /** A message with a file, as if it had been registered so long ago. */
  private String messageWithFile(String name, Duration age) throws Exception {
    var located = says(person, name, new Content.Text("hello " + name));
    var id =
        new UUID(
                (Instant.now().minus(age).toEpochMilli() << 16) | 0x7000L,
                UUID.fromString(Ids.next()).getLeastSignificantBits())
            .toString();
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + id, "a picture");
    db.sql(
            """
            update message_tracking set id = :id, media_url = :url, media_filename = 'a.jpg'
            where id = :old
            """)
        .param("id", id)
        .param("url", "s3://media-inbound/" + tenant + "/" + id)
        .param("old", located.message().value())
        .update();
    return id;
  }

  private boolean hasExcerpt(String id) {
    return is("select excerpt is not null from message_tracking where id = :id", id);
  }

  private boolean is(String sql, String id) {
    return db.sql(sql).param("id", id).query(Boolean.class).single();
  }

  private boolean hasFile(String id) throws Exception {
    return store.size("media-inbound", tenant + "/" + id) >= 0;
  }

  @Test
  void beginningsOfMessagesAndFilesAreKeptAsLongAsTheTenantSays() throws Exception {
    var old = messageWithFile("old", Duration.ofDays(40));
    var young = messageWithFile("young", Duration.ofDays(20));

    expiry.remove(policy(30, 60, 90));
    assertThat(hasExcerpt(old)).isFalse();
    assertThat(hasExcerpt(young)).isTrue();
    assertThat(hasFile(old)).as("files have a time of their own").isTrue();

    expiry.remove(policy(30, null, 90));
    assertThat(hasFile(old)).as("otherwise they are kept as long as contents").isFalse();
    assertThat(hasFile(young)).isTrue();
    assertThat(is("select media_url is null from message_tracking where id = :id", old)).isTrue();

    expiry.remove(policy(10, null, 90));
    assertThat(hasExcerpt(young)).as("a shorter time applies to what was kept").isFalse();
    assertThat(hasFile(young)).isFalse();
  }

  @Test
  void filesStayForAsLongAsTheirLinksAreValid() throws Exception {
    var young = messageWithFile("young", Duration.ofHours(6));
    expiry.remove(policy(0, 0, 90));
    assertThat(hasFile(young)).isTrue();
    assertThat(hasExcerpt(young)).isFalse();
  }

  @Test
  void parkedEnvelopesEndAfterTheirTime() throws Exception {
    park("key-1", "old", "{\"a\":1}");
    park("key-2", "young", "{\"a\":2}");
    var message = says(person, "p", new Content.Text("hello")).message().value();
    db.sql(
            """
            update message_tracking set status = 'PARKED' where id = :id
            """)
        .param("id", message)
        .update();
    var aged =
        new UUID(Instant.now().minus(Duration.ofDays(20)).toEpochMilli() << 16, 7).toString();
    db.sql(
            """
            update parked set id = :id, message_id = :message,
              parked_at = now() - interval '20 days'
            where tenant_id = :tenant and idempotency_key = 'old'
            """)
        .param("id", aged)
        .param("message", message)
        .param("tenant", tenant.value())
        .update();

    expiry.remove(policy(90, null, 10));

    assertThat(
            db.sql("select idempotency_key from parked where tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("young");
    assertThat(is("select status = 'FAILED' from message_tracking where id = :id", message))
        .isTrue();
  }

  @Test
  void theFileOfARemovedContentIsDeletedAndItsCopiesLoseTheirWords() throws Exception {
    var policy = new HistoryPolicy(90, false);
    var original = says(person, "f", new Content.Text("MARKWORD")).message().value();
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + original, "a picture");
    db.sql("update message_tracking set media_url = :url where id = :id")
        .param("url", "s3://media-inbound/" + tenant + "/" + original)
        .param("id", original)
        .update();
    var copy = Ids.next();
    db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, meta_message_id, status, excerpt, said_at, accepted_at)
            select :copy, tenant_id, conversation_id, channel_id, desk_id, direction, kind,
              id || '#copy:' || desk_id, 'DELIVERED', excerpt, said_at, accepted_at
            from message_tracking where id = :id
            """)
        .param("copy", copy)
        .param("id", original)
        .update();

    var deletion = new Content.Deletion(new ExternalId("wamid.f" + unique));
    ledger.registerInbound(
        new Arrival(
                tenant,
                channel,
                desk,
                person,
                new ExternalId("wamid.d" + unique),
                Excerpt.kind(deletion),
                null,
                new ExternalId("wamid.f" + unique),
                false,
                Instant.now(),
                Instant.now())
            .keeping(policy.keep(deletion, Origin.PERSON)));
    assertThat(hasExcerpt(original)).isFalse();
    assertThat(hasExcerpt(copy)).isFalse();

    expiry.removeFilesOfRemoved();
    assertThat(hasFile(original)).isFalse();

    // stored while its message was being removed
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + original, "a picture");
    db.sql(
            """
            update removed_files set removed_at = now() - interval '2 hours'
            where message_id = :id
            """)
        .param("id", original)
        .update();
    expiry.removeFilesOfRemoved();
    assertThat(hasFile(original)).isFalse();
    assertThat(
            is("select not exists (select 1 from removed_files where message_id = :id)", original))
        .isTrue();
  }

  @Test
  void ofOtherTenantsNothingIsRemoved() throws Exception {
    var old = messageWithFile("old", Duration.ofDays(40));
    var other = new TenantId(Ids.next());
    expiry.remove(
        List.of(
            new TenantEntry(
                other.value(),
                "n",
                "ACTIVE",
                new HistoryPolicy(1, true),
                List.of(),
                List.of(),
                new RetentionPolicy(1, 1))));
    assertThat(hasFile(old)).isTrue();
    assertThat(hasExcerpt(old)).isTrue();
  }
}
