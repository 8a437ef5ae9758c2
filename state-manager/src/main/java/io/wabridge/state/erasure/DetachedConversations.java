package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a person's ids out of all conversations, in one transaction: a message that is registered
 * before belongs to what is erased, one that is registered afterwards opens a new conversation.
 */
@Repository
class DetachedConversations {

  /** Messages whose files may be stored while they are erased. */
  private static final int MOST_UNFINISHED = 1000;

  private final JdbcClient db;
  private final PersonSearch search;
  private final KeyedHashes hashes;

  DetachedConversations(JdbcClient db, PersonSearch search, KeyedHashes hashes) {
    this.db = db;
    this.search = search;
    this.hashes = hashes;
  }

  /** What is erased: the conversations of these ids, and everything that was found with them. */
  @Transactional
  public Subject detach(Erasure job, Set<String> ids) {
    var all = new LinkedHashSet<>(ids);
    var conversations = new LinkedHashSet<String>();
    for (var id : ids) {
      var found = search.find(job.tenant(), id);
      all.addAll(found.ids());
      all.addAll(found.former());
      all.addAll(found.atDesks());
      conversations.addAll(found.conversations());
    }
    var ordered = conversations.stream().sorted().toList();
    lock(ordered);
    // of the database, like all times that it is compared with
    var begun = db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    var unfinished = unfinished(ordered);
    clear(ordered);
    remember(job, all, ordered, begun);
    all.addAll(ordered);
    return new Subject(all, ordered, unfinished, begun);
  }

  private void lock(List<String> conversations) {
    db.sql(
            """
            select conversation_id from conversation_mappings where conversation_id = any(:ids)
            order by conversation_id for update
            """)
        .param("ids", conversations.toArray(String[]::new))
        .query(row -> {});
  }

  private List<String> unfinished(List<String> conversations) {
    return db.sql(
            """
            select id from message_tracking
            where conversation_id = any(:ids) and open order by id desc limit :most
            """)
        .param("ids", conversations.toArray(String[]::new))
        .param("most", MOST_UNFINISHED)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void clear(List<String> conversations) {
    db.sql(
            """
            update conversation_mappings
            set wa_id = null, bsuid = null, parent_bsuid = null, username = null,
                contact_name = null, group_id = null, lane = null,
                desk_address = 'erased:' || conversation_id, desk_conversation_id = null,
                desk_session = null, last_inbound_id = null, last_inbound_at = null,
                finished = false, assigned = false, closed_at = coalesce(closed_at, now())
            where conversation_id = any(:ids)
            """)
        .param("ids", conversations.toArray(String[]::new))
        .update();
    db.sql("delete from open_questions where conversation_id = any(:ids)")
        .param("ids", conversations.toArray(String[]::new))
        .update();
  }

  private void remember(Erasure job, Set<String> ids, List<String> conversations, Instant begun) {
    var known = new ArrayList<byte[]>();
    ids.forEach(id -> known.add(hash(job.tenant(), KeyedHashes.Purpose.PERSON, id)));
    conversations.forEach(
        id -> known.add(hash(job.tenant(), KeyedHashes.Purpose.CONVERSATION, id)));
    known.forEach(hash ->
        db.sql(
                """
                insert into erased_ids (tenant_id, hash, erasure_id, begun_at)
                values (:tenant, :hash, :erasure, :begun)
                on conflict (tenant_id, hash) do update
                  set erasure_id = excluded.erasure_id, begun_at = excluded.begun_at
                """)
            .param("tenant", job.tenant().value())
            .param("hash", hash)
            .param("erasure", job.id())
            .param("begun", begun.atOffset(ZoneOffset.UTC))
            .update());
  }

  private byte[] hash(TenantId tenant, KeyedHashes.Purpose purpose, String value) {
    return hashes.of(tenant, purpose, value);
  }
}
