package io.wabridge.state.conversation;

import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Persons whose ids have changed. */
@Repository
public class Renames {

  private final JdbcClient db;
  private final CommittedMappings mappings;
  private final Merges merges;

  Renames(JdbcClient db, CommittedMappings mappings, Merges merges) {
    this.db = db;
    this.mappings = mappings;
    this.merges = merges;
  }

  /**
   * Replaces the ids of a person at every desk; the address at a desk stays the same. WhatsApp
   * gives a person with a new number a new user id, too: an id that the event does not contain is
   * unknown from then on, because the former one may soon belong to another person. If the person
   * wrote with the new ids before, both conversations are merged.
   */
  public void record(Ledger.Renamed renamed) {
    var now = renamed.now();
    atEachDesk(renamed).stream()
        .filter(conversation -> !merges.merge(conversation, renamed))
        .forEach(conversation ->
            db.sql(
                    """
                    update conversation_mappings
                    set wa_id = coalesce(:waId, case when bsuid = :bsuid then wa_id end),
                        bsuid = coalesce(:bsuid, case when wa_id = :waId then bsuid end),
                        parent_bsuid = coalesce(:parent, parent_bsuid)
                    where conversation_id = :id
                      and not exists (select 1 from conversation_mappings other
                        where other.tenant_id = :tenant and other.channel_id = :channel
                          and other.desk_id = :desk and other.conversation_id <> :id
                          and (other.bsuid = :bsuid or other.wa_id = :waId))
                    """)
                .param("waId", now.waId())
                .param("bsuid", now.bsuid())
                .param("parent", now.parentBsuid())
                .param("tenant", renamed.tenant().value())
                .param("channel", renamed.channel().value())
                .param("desk", conversation.desk().value())
                .param("id", conversation.id().value())
                .update());
    mappings.forget(renamed);
  }

  private List<Conversation> atEachDesk(Ledger.Renamed renamed) {
    return db.sql(
            """
            select distinct on (desk_id) * from conversation_mappings
            where tenant_id = :tenant and channel_id = :channel
              and (bsuid = :bsuid or wa_id = :waId)
            """
                + OfPerson.CONTRADICTS_NO_ID
                + "order by desk_id, bsuid is not distinct from :bsuid desc")
        .param("tenant", renamed.tenant().value())
        .param("channel", renamed.channel().value())
        .param("bsuid", renamed.before().bsuid())
        .param("waId", renamed.before().waId())
        .query(ConversationRow::read)
        .list();
  }
}
