package io.wabridge.state;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.ConversationId;
import io.wabridge.model.NoticeKind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Merges two conversations of one person: one was known by the number only, the other by the user
 * id only, and a message names both. The one with the most recent activity goes on and takes over
 * the history; the other is closed and names it.
 */
@Repository
class Merges {

  private static final Logger log = LoggerFactory.getLogger(Merges.class);

  private final JdbcClient db;
  private final PersonNotices notices;

  Merges(JdbcClient db, PersonNotices notices) {
    this.db = db;
    this.notices = notices;
  }

  /** Merges the conversations of a person whose number and user id are both known by now. */
  void merge(Arrival arrival) {
    var person = arrival.person();
    if (person.bsuid() == null || person.waId() == null) {
      return;
    }
    var both =
        db.sql(
                """
                select * from conversation_mappings
                where tenant_id = :tenant and channel_id = :channel and desk_id = :desk
                  and (bsuid = :bsuid and wa_id is null or wa_id = :waId and bsuid is null)
                order by closed_at is not null, last_activity_at desc, conversation_id
                for update
                """)
            .param("tenant", arrival.tenant().value())
            .param("channel", arrival.channel().value())
            .param("desk", arrival.desk().value())
            .param("bsuid", person.bsuid())
            .param("waId", person.waId())
            .query(Conversations::row)
            .list();
    if (both.size() == 2) {
      merge(both.get(0), both.get(1), arrival);
    }
  }

  private void merge(Conversation kept, Conversation closed, Arrival arrival) {
    close(closed, kept);
    complete(kept, closed, arrival);
    moveHistory(closed, kept);
    log.atInfo()
        .addKeyValue("tenant", arrival.tenant())
        .addKeyValue("channel", arrival.channel())
        .addKeyValue("conversation", closed.id())
        .addKeyValue("mergedInto", kept.id())
        .log("two conversations of one person were merged");
    if (closed.closedAt() == null) {
      notices.register(closed, arrival, NoticeKind.CONVERSATION_JOINED);
    }
  }

  private void close(Conversation closed, Conversation kept) {
    db.sql(
            """
            update conversation_mappings
            set merged_into = :kept,
                closed_at = coalesce(closed_at, now()),
                wa_id = case when conversation_id = :closed then null else wa_id end,
                bsuid = case when conversation_id = :closed then null else bsuid end
            where conversation_id = :closed or merged_into = :closed
            """)
        .param("kept", kept.id().value())
        .param("closed", closed.id().value())
        .update();
  }

  /** The window belongs to channel and person: the last message in either conversation counts. */
  private void complete(Conversation kept, Conversation closed, Arrival arrival) {
    db.sql(
            """
            update conversation_mappings k
            set wa_id = :waId, bsuid = :bsuid,
                parent_bsuid = coalesce(k.parent_bsuid, c.parent_bsuid),
                username = coalesce(k.username, c.username),
                contact_name = coalesce(k.contact_name, c.contact_name),
                created_at = least(k.created_at, c.created_at),
                last_inbound_at = greatest(k.last_inbound_at, c.last_inbound_at),
                last_inbound_id = case when c.last_inbound_at
                    > coalesce(k.last_inbound_at, '-infinity')
                  then c.last_inbound_id else k.last_inbound_id end,
                lane = coalesce(:lane, k.lane)
            from conversation_mappings c
            where k.conversation_id = :kept and c.conversation_id = :closed
            """)
        .param("waId", arrival.person().waId())
        .param("bsuid", arrival.person().bsuid())
        .param("lane", arrival.lane())
        .param("kept", kept.id().value())
        .param("closed", closed.id().value())
        .update();
  }

  /**
   * Receipts for the closed conversation still go to its address. A message that the desk does not
   * have yet stays: it is delivered where it was registered, with that conversation's session.
   */
  private void moveHistory(Conversation closed, Conversation kept) {
    db.sql(
            """
            update message_tracking
            set conversation_id = :kept, receipt_address = coalesce(receipt_address, :address)
            where conversation_id = :closed
              and (direction = 'OUTBOUND'
                or status not in ('RECEIVED', 'DELIVERING', 'UNCERTAIN', 'PARKED'))
            """)
        .param("kept", kept.id().value())
        .param("closed", closed.id().value())
        .param("address", closed.deskAddress())
        .update();
  }

  /** The conversation into which this one was merged. */
  Optional<ConversationId> into(ConversationId merged) {
    return db.sql(
            """
            select merged_into from conversation_mappings
            where conversation_id = :id and merged_into is not null
            """)
        .param("id", merged.value())
        .query(String.class)
        .optional()
        .map(ConversationId::new);
  }
}
