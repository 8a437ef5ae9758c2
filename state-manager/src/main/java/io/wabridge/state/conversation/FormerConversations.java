package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.ConversationId;
import io.wabridge.model.NoticeKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The conversations of a person with the desks that the channel was connected to before. */
@Repository
class FormerConversations {

  private static final Logger log = LoggerFactory.getLogger(FormerConversations.class);

  private final JdbcClient db;
  private final PersonNotices notices;

  FormerConversations(JdbcClient db, PersonNotices notices) {
    this.db = db;
    this.notices = notices;
  }

  /** Null, if no other desk has an open conversation with the person. */
  @Nullable Former closeAtOtherDesks(Arrival arrival) {
    var closed =
        OfPerson.bind(
                db.sql(
                    """
                    update conversation_mappings set closed_at = now()
                    where tenant_id = :tenant and channel_id = :channel and desk_id <> :desk
                      and closed_at is null and
                    """
                        + OfPerson.HAS_AN_ID
                        + OfPerson.CONTRADICTS_NO_ID
                        + "returning *"),
                arrival)
            .query(Former::read)
            .list();
    closed.forEach(former ->
        log.atInfo()
            .addKeyValue("tenant", arrival.tenant())
            .addKeyValue("channel", arrival.channel())
            .addKeyValue("conversation", former.conversation().id())
            .addKeyValue("desk", former.conversation().desk())
            .addKeyValue("movedTo", arrival.desk())
            .log("the conversation is closed: it goes on at another desk"));
    if (!arrival.eligible().isEmpty()) {
      closed.forEach(former -> noteRouted(former.conversation(), arrival));
    }
    return closed.stream()
        .max(
            Comparator.comparing(
                Former::lastInboundAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .orElse(null);
  }

  private void noteRouted(Conversation former, Arrival arrival) {
    notices.register(former, arrival.externalId(), arrival.saidAt(), NoticeKind.HANDED_OVER);
  }

  Former get(ConversationId id) {
    return db.sql("select * from conversation_mappings where conversation_id = :id")
        .param("id", id.value())
        .query(Former::read)
        .single();
  }
}
