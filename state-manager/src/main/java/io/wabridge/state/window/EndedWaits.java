package io.wabridge.state.window;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Ends the waits whose time is over, and makes the held conversations of ended waits due. It looks
 * at what is held, not at the waits: a message that is held after its wait has ended is found, too.
 */
@Component
class EndedWaits {

  private static final Logger log = LoggerFactory.getLogger(EndedWaits.class);

  private final JdbcClient db;

  EndedWaits(JdbcClient db) {
    this.db = db;
  }

  @Scheduled(fixedDelayString = "${bridge.window.every:1s}", initialDelay = 1_000)
  void end() {
    try {
      expire();
      wake();
      forget();
    } catch (DataAccessException | TransactionException e) {
      log.atWarn().log("waits for persons could not be ended: {}", e.getMessage());
    }
  }

  /** A person who writes at the same moment is either before this or too late. */
  private void expire() {
    var ended =
        db.sql(
                """
                update person_waits set state = 'EXPIRED', ended_at = now()
                where state = 'WAITING' and ends_at <= now()
                """)
            .update();
    if (ended > 0) {
      log.atInfo().log("{} persons did not answer in time", ended);
    }
  }

  /** A template whose order was interrupted before it was published, and is not needed any more. */
  private void forget() {
    db.sql(
            """
            update message_tracking m
            set status = 'FAILED', reason = 'EXPIRED', updated_at = now()
            from person_waits w
            where w.state <> 'WAITING' and w.ended_at < now() - interval '10 minutes'
              and w.ended_at > now() - interval '1 hour'
              and m.id = w.template and m.status = 'RECEIVED'
            """)
        .update();
  }

  /** The time that the messages waited for the person does not count as an outage. */
  private void wake() {
    db.sql(
            """
            with woken as (
              update held_conversations h
              set next_try_at = now(), announced_at = null, tries = 0, reason = 'WAITING',
                  detail = 'the wait for the person is over'
              where h.reason = 'AWAITING_PERSON' and not exists (
                select from person_waits w where w.tenant_id = h.tenant_id
                  and w.lane = h.conversation_key and w.state = 'WAITING')
              returning reader, conversation_key)
            update held set held_at = now() from woken
            where held.reader = woken.reader and held.conversation_key = woken.conversation_key
            """)
        .update();
  }
}
