package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.NoticeKind;
import io.wabridge.state.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A number with another user id has a new owner, and a user id with another number was joined with
 * the wrong one.
 */
@Repository
class ReleasedIds {

  private static final Logger log = LoggerFactory.getLogger(ReleasedIds.class);

  private final JdbcClient db;
  private final PersonNotices notices;

  ReleasedIds(JdbcClient db, PersonNotices notices) {
    this.db = db;
    this.notices = notices;
  }

  /**
   * Conversations that had an id of another person lose it, so that their answers do not reach its
   * new owner. A late message of the former owner does not take the number back, and a repeated
   * message changes nothing.
   */
  void release(Arrival arrival) {
    var person = arrival.person();
    if (person.bsuid() == null || person.waId() == null) {
      return;
    }
    db.sql(
            """
            update conversation_mappings
            set wa_id = nullif(wa_id, :waId), bsuid = nullif(bsuid, :bsuid),
                parent_bsuid = case when bsuid = :bsuid then null else parent_bsuid end
            where tenant_id = :tenant and channel_id = :channel
              and (wa_id = :waId and bsuid <> :bsuid
                  and coalesce(last_inbound_at <= :said::timestamptz, true)
                or bsuid = :bsuid and wa_id <> :waId)
              and not exists (select 1 from message_tracking
                where channel_id = :channel and meta_message_id = :external)
            returning *
            """)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("waId", person.waId())
        .param("bsuid", person.bsuid())
        .param("said", Columns.at(arrival.saidAt()))
        .param("external", arrival.externalId().value())
        .query(ConversationRow::read)
        .list()
        .forEach(released -> report(released, arrival));
  }

  private void report(Conversation released, Arrival arrival) {
    var lostItsNumber = released.person().waId() == null;
    log.atWarn()
        .addKeyValue("tenant", arrival.tenant())
        .addKeyValue("channel", arrival.channel())
        .addKeyValue("conversation", released.id())
        .log(
            lostItsNumber
                ? "the number of this conversation came with another user id: kept apart"
                : "the user id of this conversation came with another number: kept apart");
    if (lostItsNumber && released.closedAt() == null) {
      notices.register(
          released, arrival.externalId(), arrival.saidAt(), NoticeKind.NUMBER_HAS_NEW_OWNER);
    }
  }
}
