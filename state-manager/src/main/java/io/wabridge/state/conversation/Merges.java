package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ConversationId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Person;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            .query(ConversationRow::read)
            .list();
    if (both.size() == 2) {
      var cause = new Cause(person, arrival.externalId(), arrival.saidAt(), arrival.lane());
      merge(both.get(0), both.get(1), cause);
    }
  }

  /**
   * Merges the conversation of a person whose ids have changed with the one of the new ids, if the
   * person has written with these before. Returns whether it did.
   */
  boolean merge(Conversation before, Ledger.Renamed renamed) {
    var now = renamed.now();
    var both =
        db.sql(
                """
                select * from conversation_mappings
                where conversation_id = :before or tenant_id = :tenant and channel_id = :channel
                  and desk_id = :desk and (bsuid = :bsuid or wa_id = :waId)
                  and coalesce(bsuid = :bsuid, true) and coalesce(wa_id = :waId, true)
                order by closed_at is not null, last_activity_at desc, conversation_id
                for update
                """)
            .param("before", before.id().value())
            .param("tenant", renamed.tenant().value())
            .param("channel", renamed.channel().value())
            .param("desk", before.desk().value())
            .param("bsuid", now.bsuid())
            .param("waId", now.waId())
            .query(ConversationRow::read)
            .list();
    if (both.size() != 2) {
      return false;
    }
    var other = both.getFirst().id().equals(before.id()) ? both.getLast() : both.getFirst();
    merge(
        both.get(0),
        both.get(1),
        new Cause(completed(now, other.person()), renamed.event(), renamed.at(), null));
    return true;
  }

  private static Person completed(Person now, Person known) {
    return new Person(
        now.bsuid() == null ? known.bsuid() : now.bsuid(),
        now.parentBsuid(),
        now.waId() == null ? known.waId() : now.waId(),
        now.username(),
        now.name());
  }

  /** The message that shows that both are of one person: the person's ids, and its lane. */
  private record Cause(Person person, ExternalId id, Instant saidAt, @Nullable String lane) {}

  private void merge(Conversation kept, Conversation closed, Cause cause) {
    close(closed, kept);
    complete(kept, closed, cause);
    moveHistory(closed, kept);
    log.atInfo()
        .addKeyValue("tenant", kept.tenant())
        .addKeyValue("channel", kept.channel())
        .addKeyValue("conversation", closed.id())
        .addKeyValue("mergedInto", kept.id())
        .log("two conversations of one person were merged");
    if (closed.closedAt() == null) {
      notices.register(closed, cause.id(), cause.saidAt(), NoticeKind.CONVERSATION_JOINED);
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

  /** The 24-hour window belongs to channel and person: the last message in either one counts. */
  private void complete(Conversation kept, Conversation closed, Cause cause) {
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
        .param("waId", cause.person().waId())
        .param("bsuid", cause.person().bsuid())
        .param("lane", cause.lane())
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
