package io.wabridge.state.held;

import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Announces held conversations that are due, in their own lane: the reader of the lane then tries
 * them, in order with everything else of the conversation. An announcement without effect is
 * repeated after a minute; a duplicate is harmless.
 */
@Component
class DueConversations {

  private static final Logger log = LoggerFactory.getLogger(DueConversations.class);
  private static final int AT_ONCE = 200;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final LanePublisher publisher;

  DueConversations(JdbcClient db, TransactionTemplate transaction, LanePublisher publisher) {
    this.db = db;
    this.transaction = transaction;
    this.publisher = publisher;
  }

  @Scheduled(fixedDelay = 500)
  void announce() {
    try {
      transaction.executeWithoutResult(_ -> {
        var due =
            db.sql(
                    """
                    update held_conversations set announced_at = now()
                    where (reader, conversation_key) in (
                      select reader, conversation_key from held_conversations
                      where next_try_at <= now()
                        and (announced_at is null or announced_at < now() - interval '1 minute')
                      order by next_try_at limit :limit for update skip locked)
                    returning reader, conversation_key, tenant_id
                    """)
                .param("limit", AT_ONCE)
                .query((row, n) ->
                    new Outgoing(
                        row.getString(1),
                        due(row.getString(1), row.getString(2), row.getString(3))))
                .list();
        if (!due.isEmpty()) {
          publisher.publish(due);
        }
      });
    } catch (NotConfirmed | DataAccessException | TransactionException e) {
      log.atWarn()
          .log("held conversations that are due could not be announced: {}", e.getMessage());
    }
  }

  private static Envelope<Payload.HeldDue> due(String reader, String conversation, String tenant) {
    return new Envelope<>(
        Ids.next(),
        new TenantId(tenant),
        conversation,
        "due",
        Instant.now(),
        new Payload.HeldDue(reader));
  }
}
