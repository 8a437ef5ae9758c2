package io.wabridge.state.erasure;

import io.wabridge.model.ChannelId;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Of erased persons only this may stay: a keyed hash of each id, which says that the person wants
 * no marketing messages of a channel.
 */
@Repository
public class KeptOptOuts {

  private record Choice(
      String channel, @Nullable String bsuid, @Nullable String waId, boolean allowed) {}

  private final JdbcClient db;
  private final KeyedHashes hashes;

  KeptOptOuts(JdbcClient db, KeyedHashes hashes) {
    this.db = db;
    this.hashes = hashes;
  }

  /** When the person said no to the channel, before being erased; empty: never, or not kept. */
  public Optional<Instant> find(TenantId tenant, ChannelId channel, Person person) {
    var ids = Stream.of(person.bsuid(), person.waId()).filter(Objects::nonNull).toList();
    return ids.isEmpty() || !any(tenant)
        ? Optional.empty()
        : db.sql(
                """
                select max(changed_at) as at from kept_opt_outs
                where tenant_id = :tenant and channel_id = :channel and hash = any(:hashes)
                """)
            .param("tenant", tenant.value())
            .param("channel", channel.value())
            .param("hashes", ids.stream().map(id -> hash(tenant, id)).toArray(byte[][]::new))
            .query((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
            .single()
            .map(OffsetDateTime::toInstant);
  }

  private boolean any(TenantId tenant) {
    return db.sql("select exists (select 1 from kept_opt_outs where tenant_id = :tenant)")
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .single();
  }

  /** Deletes the person's choices; a "no" stays as hashes, if it is kept. */
  @Transactional
  public long replace(TenantId tenant, List<String> ids, boolean keep) {
    db.sql(
            """
            select channel_id, bsuid, wa_id, allowed from marketing_choices
            where tenant_id = :tenant and (bsuid = any(:ids) or wa_id = any(:ids))
            """)
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(String[]::new))
        .query((row, _) ->
            new Choice(
                row.getString("channel_id"),
                row.getString("bsuid"),
                row.getString("wa_id"),
                row.getBoolean("allowed")))
        .list()
        .forEach(choice ->
            Stream.of(choice.bsuid(), choice.waId())
                .filter(Objects::nonNull)
                .forEach(id -> {
                  if (keep && !choice.allowed()) {
                    keep(tenant, choice.channel(), id);
                  } else {
                    forget(tenant, choice.channel(), id);
                  }
                }));
    return db.sql(
            """
            delete from marketing_choices
            where tenant_id = :tenant and (bsuid = any(:ids) or wa_id = any(:ids))
            """)
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  private void keep(TenantId tenant, String channel, String id) {
    db.sql(
            """
            insert into kept_opt_outs (tenant_id, channel_id, hash, changed_at)
            values (:tenant, :channel, :hash, now())
            on conflict do nothing
            """)
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("hash", hash(tenant, id))
        .update();
  }

  /** An older "no" was replaced, or is not to be kept. */
  private void forget(TenantId tenant, String channel, String id) {
    db.sql(
            """
            delete from kept_opt_outs
            where tenant_id = :tenant and channel_id = :channel and hash = :hash
            """)
        .param("tenant", tenant.value())
        .param("channel", channel)
        .param("hash", hash(tenant, id))
        .update();
  }

  private byte[] hash(TenantId tenant, String id) {
    return hashes.of(tenant, KeyedHashes.Purpose.OPT_OUT, id);
  }
}
