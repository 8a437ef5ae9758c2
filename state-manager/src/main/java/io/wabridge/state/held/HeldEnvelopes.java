package io.wabridge.state.held;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.state.DbSafeText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Envelopes held for a retry, in order. They contain messages and are encrypted. Every change locks
 * the conversation's row first, so that changes to one conversation are serialized.
 */
@Repository
public class HeldEnvelopes {

  private static final int PAGE = 50;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final JdbcClient db;
  private final FieldEncryption encryption;

  HeldEnvelopes(JdbcClient db, FieldEncryption encryption) {
    this.db = db;
    this.encryption = encryption;
  }

  /** One statement and one round trip: in an outage this runs for every message. */
  void hold(Holding.Held held) {
    db.sql(
            """
            with opened as (
              insert into held_conversations (reader, conversation_key, hash, tenant_id, reason,
                detail, next_try_at)
              values (:reader, :conversation, :hash, :tenant, :reason, :said,
                now() + :after * interval '1 millisecond')
              on conflict (reader, conversation_key) do update set hash = excluded.hash
              returning reader),
            kept as (
              insert into held (reader, conversation_key, tenant_id, contract, idempotency_key,
                correlation, message_id, attempts, envelope)
              select reader, :conversation, :tenant, :contract, :idempotency, :correlation,
                :message, :attempts, :envelope from opened
              on conflict (reader, conversation_key, idempotency_key) do nothing
              returning reader, message_id)
            insert into message_hops
            select message_id, now(), reader, 'held', :said from kept where message_id is not null
            """)
        .param("reader", held.reader())
        .param("conversation", held.conversation())
        .param("hash", held.hash())
        .param("tenant", held.tenant())
        .param("reason", held.reason().name())
        .param("said", DbSafeText.of(held.detail()))
        .param("after", held.after().toMillis())
        .param("contract", held.contract())
        .param("idempotency", held.idempotencyKey())
        .param("correlation", held.correlation())
        .param("message", held.message())
        .param("attempts", held.attempts())
        .param("envelope", encryption.encrypt(held.envelope(), associatedData(held.reader())))
        .update();
  }

  List<String> conversations(String reader, int lane, int lanes) {
    return db.sql(
            """
            select conversation_key from held_conversations
            where reader = :reader and hash % :lanes = :lane
            """)
        .param("reader", reader)
        .param("lanes", lanes)
        .param("lane", lane)
        .query((row, n) -> row.getString(1))
        .list();
  }

  List<Holding.Waiting> waiting(String reader, String conversation) {
    return db.sql(
            """
            select position, contract, envelope, attempts, held_at from held
            where reader = :reader and conversation_key = :conversation
            order by position limit :limit
            """)
        .param("reader", reader)
        .param("conversation", conversation)
        .param("limit", PAGE)
        .query((row, n) ->
            new Holding.Waiting(
                row.getLong("position"),
                row.getString("contract"),
                encryption.decrypt(row.getBytes("envelope"), associatedData(reader)),
                row.getInt("attempts"),
                row.getTimestamp("held_at").toInstant()))
        .list();
  }

  /**
   * Whether more envelopes of the conversation are held. A statement of its own locks the row, so
   * that the next one sees what was held meanwhile.
   */
  boolean released(Holding.Released released) {
    db.sql(
            """
            update held_conversations set tries = 0
            where reader = :reader and conversation_key = :conversation
            """)
        .param("reader", released.reader())
        .param("conversation", released.conversation())
        .update();
    return db.sql(
                """
                with gone as (
                  delete from held where position = :position and reader = :reader)
                delete from held_conversations c
                where reader = :reader and conversation_key = :conversation and not exists (
                  select 1 from held h
                  where h.reader = c.reader and h.conversation_key = c.conversation_key
                    and h.position <> :position)
                """)
            .param("position", released.position())
            .param("reader", released.reader())
            .param("conversation", released.conversation())
            .update()
        == 0;
  }

  /** The delay grows with every failed retry; jitter spreads the conversations. */
  void again(Holding.Again again) {
    db.sql(
            """
            with waiting as (
              update held_conversations
              set tries = tries + 1, announced_at = null, reason = :reason, detail = :detail,
                  next_try_at = now()
                    + (greatest(:after, least(:longest, 1000 * power(2, least(tries, 10))))
                      + random() * least(:longest, greatest(:after, 1000 * power(2, least(tries, 10)))) / 5)
                    * interval '1 millisecond'
              where reader = :reader and conversation_key = :conversation
              returning reader)
            update held h set attempts = attempts + 1 from waiting
            where h.reader = waiting.reader and h.position = :position
            """)
        .param("reason", again.reason().name())
        .param("detail", DbSafeText.of(again.detail()))
        .param("after", again.after().toMillis())
        .param("longest", LONGEST.toMillis())
        .param("reader", again.reader())
        .param("conversation", again.conversation())
        .param("position", again.position())
        .update();
  }

  /**
   * An envelope that was held before.
   *
   * @param position its place in the order of everything held and parked
   */
  public record Returned(
      String reader,
      String conversation,
      String tenant,
      String contract,
      String idempotencyKey,
      String correlation,
      @Nullable String message,
      long position,
      String envelope) {}

  /** Moves an envelope back to its place in the order; false if it is held already. */
  public boolean putBack(Returned returned) {
    db.sql(
            """
            insert into held_conversations (reader, conversation_key, hash, tenant_id, reason,
              detail, next_try_at)
            values (:reader, :conversation, :hash, :tenant, 'WAITING', 'replayed', now())
            on conflict (reader, conversation_key) do update set next_try_at = now(),
              announced_at = null, tries = 0
            """)
        .param("reader", returned.reader())
        .param("conversation", returned.conversation())
        .param("hash", Lanes.hash(returned.conversation()))
        .param("tenant", returned.tenant())
        .update();
    return db.sql(
                """
                insert into held (position, reader, conversation_key, tenant_id, contract,
                  idempotency_key, correlation, message_id, attempts, envelope)
                values (:position, :reader, :conversation, :tenant, :contract, :idempotency,
                  :correlation, :message, 0, :envelope)
                on conflict do nothing
                """)
            .param("position", returned.position())
            .param("reader", returned.reader())
            .param("conversation", returned.conversation())
            .param("tenant", returned.tenant())
            .param("contract", returned.contract())
            .param("idempotency", returned.idempotencyKey())
            .param("correlation", returned.correlation())
            .param("message", returned.message())
            .param(
                "envelope",
                encryption.encrypt(returned.envelope(), associatedData(returned.reader())))
            .update()
        == 1;
  }

  private static String associatedData(String reader) {
    return "held|" + reader;
  }
}
