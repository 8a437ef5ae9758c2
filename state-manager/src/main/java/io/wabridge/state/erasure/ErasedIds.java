package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hashes of the ids of erased persons and conversations, for a month. */
@Repository
public class ErasedIds {

  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient db;
  private final KeyedHashes hashes;

  ErasedIds(JdbcClient db, KeyedHashes hashes) {
    this.db = db;
    this.hashes = hashes;
  }

  /** Whether this conversation was erased: nothing of it is delivered any more. */
  public boolean hasConversation(TenantId tenant, String conversation) {
    return db.sql(
            """
            select exists (select 1 from erased_ids where tenant_id = :tenant and hash = :hash)
            """)
        .param("tenant", tenant.value())
        .param("hash", hashes.of(tenant, KeyedHashes.Purpose.CONVERSATION, conversation))
        .query(Boolean.class)
        .single();
  }

  /** The tenants that have erased a person. */
  List<TenantId> tenants() {
    return db.sql("select distinct tenant_id from erased_ids")
        .query((row, _) -> new TenantId(row.getString(1)))
        .list();
  }

  /** Who was erased in a tenant, and when. */
  Begun of(TenantId tenant) {
    var begun = new HashMap<ByteBuffer, Instant>();
    db.sql("select hash, begun_at from erased_ids where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(row -> {
          begun.put(
              ByteBuffer.wrap(row.getBytes("hash")),
              row.getObject("begun_at", OffsetDateTime.class).toInstant());
        });
    return new Begun(tenant, begun, hashes);
  }

  /** The beginnings of a tenant's erasures, by the ids of persons and conversations. */
  record Begun(TenantId tenant, Map<ByteBuffer, Instant> byHash, KeyedHashes hashes) {

    /** Whether something of this person or conversation, accepted then, was to be erased. */
    boolean covers(String id, Instant acceptedAt) {
      return covers(KeyedHashes.Purpose.PERSON, id, acceptedAt)
          || covers(KeyedHashes.Purpose.CONVERSATION, id, acceptedAt);
    }

    private boolean covers(KeyedHashes.Purpose purpose, String id, Instant acceptedAt) {
      var begun = byHash.get(ByteBuffer.wrap(hashes.of(tenant, purpose, id)));
      return begun != null && acceptedAt.isBefore(begun);
    }

    Instant latest() {
      return byHash.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
    }
  }

  void forget() {
    db.sql("delete from erased_ids where begun_at < now() - :kept * interval '1 second'")
        .param("kept", KEPT.toSeconds())
        .update();
  }
}
