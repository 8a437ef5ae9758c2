package io.wabridge.state.parked;

import io.wabridge.state.message.Messages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reverts a discard: the envelope is parked again, its message has its former status, and the desk
 * gets the next outcome although it got a failed receipt.
 */
@Component
class Restore {

  /**
   * What a restore did, or would do.
   *
   * @param notRestorable is parked again already, or its message was deleted by the retention
   */
  record Report(boolean dryRun, long matched, long restored, long notRestorable) {}

  private record Restored(@Nullable String message, boolean unknownOutcome) {}

  private static final Logger log = LoggerFactory.getLogger(Restore.class);

  /**
   * Of several discards of one envelope, only the newest is reverted: an envelope is parked once.
   */
  private static final String RESTORABLE =
      """
       (p.message_id is null or exists (
          select from message_tracking m where m.id = p.message_id))
       and not exists (
         select from parked other
         where other.stage = p.stage and other.conversation_key = p.conversation_key
           and other.idempotency_key = p.idempotency_key
           and (other.state = 'PARKED' or (other.state = 'DISCARDED' and other.id > p.id)))
      """;

  private final JdbcClient db;
  private final Messages messages;

  Restore(JdbcClient db, Messages messages) {
    this.db = db;
    this.messages = messages;
  }

  Report dryRun(ParkedFilter filter) {
    return filter
        .in(ParkedFilter.DISCARDED)
        .bind(
            db.sql(
                "select count(*), count(*) filter (where not ("
                    + RESTORABLE
                    + ")) from parked p where "
                    + ParkedFilter.WHERE))
        .query((row, n) -> new Report(true, row.getLong(1), 0, row.getLong(2)))
        .single();
  }

  @Transactional
  public Report restore(ParkedFilter filter) {
    var planned = dryRun(filter);
    var restored =
        filter
            .in(ParkedFilter.DISCARDED)
            .bind(
                db.sql(
                    "update parked p set state = 'PARKED', settled_at = null, settled_why = null where "
                        + RESTORABLE
                        + " and "
                        + ParkedFilter.WHERE
                        + " returning p.message_id, p.reason = 'OUTCOME_UNKNOWN'"))
            .query((row, n) -> new Restored(row.getString(1), row.getBoolean(2)))
            .list();
    restored.forEach(this::reopen);
    log.atInfo()
        .addKeyValue("tenant", filter.tenantId())
        .addKeyValue("restored", restored.size())
        .log("discarded messages were parked again");
    return new Report(false, planned.matched(), restored.size(), planned.notRestorable());
  }

  private void reopen(Restored one) {
    var message = one.message();
    if (message == null) {
      return;
    }
    // only an agent's message has an outcome that must not be guessed
    var reopened =
        db.sql(
                """
                update message_tracking set detail = null, updated_at = now(),
                  status = case when :unknown and direction = 'OUTBOUND'
                    then 'UNCERTAIN' else 'PARKED' end
                where id = :id and status = 'FAILED'
                """)
            .param("unknown", one.unknownOutcome())
            .param("id", message)
            .update();
    if (reopened == 1) {
      tellAgain(message);
      messages.addHop(message, Instant.now(), "state-manager", "restored", null);
    }
  }

  /** All parts of one message of the agent, because one receipt covers them. */
  private void tellAgain(String message) {
    db.sql(
            """
            update message_tracking
            set desk_told = null, receipt_claim = null, receipt_rank = null
            where direction = 'OUTBOUND' and (desk_id, genesys_message_id) = (
              select desk_id, genesys_message_id from message_tracking where id = :id)
            """)
        .param("id", message)
        .update();
  }
}
