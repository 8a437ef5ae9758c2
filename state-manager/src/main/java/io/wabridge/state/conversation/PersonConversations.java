package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.Ids;
import io.wabridge.state.Columns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The conversation of a person with one desk through one channel: found, opened, continued. */
@Repository
class PersonConversations {

  private final JdbcClient db;

  PersonConversations(JdbcClient db) {
    this.db = db;
  }

  /** The person's conversation with this desk, open or closed. */
  Optional<Conversation> find(Arrival arrival) {
    return OfPerson.bind(
            db.sql(
                """
                select * from conversation_mappings
                where tenant_id = :tenant and channel_id = :channel and desk_id = :desk and
                """
                    + OfPerson.HAS_AN_ID
                    + OfPerson.CONTRADICTS_NO_ID
                    + """
                    order by bsuid is not distinct from :bsuid desc
                    limit 1
                    """),
            arrival)
        .query(ConversationRow::read)
        .optional();
  }

  /** A new conversation; its id, or that of one which was opened meanwhile. */
  String open(Arrival arrival) {
    var person = arrival.person();
    var id = Ids.next();
    var address = person.waId() == null ? person.key() : person.waId();
    for (var candidate :
        List.of(address, address + "#" + arrival.channel().value(), address + "#" + id)) {
      var opened =
          db.sql(
                  """
                  insert into conversation_mappings
                    (conversation_id, tenant_id, channel_id, desk_id, wa_id, bsuid, parent_bsuid,
                      group_id, desk_address, lane)
                  values (:id, :tenant, :channel, :desk,
                    case when not exists (select 1 from conversation_mappings other
                      where other.tenant_id = :tenant and other.channel_id = :channel
                        and other.wa_id = :waId and other.bsuid <> :bsuid) then :waId::text end,
                    :bsuid, :parent, :group, :address, :lane)
                  on conflict do nothing
                  """)
              .param("id", id)
              .param("tenant", arrival.tenant().value())
              .param("channel", arrival.channel().value())
              .param("desk", arrival.desk().value())
              .param("waId", person.waId())
              .param("bsuid", person.bsuid())
              .param("parent", person.parentBsuid())
              .param("group", person.group())
              .param("address", candidate)
              .param("lane", arrival.lane())
              .update();
      if (opened == 1) {
        return id;
      }
      var meanwhile = find(arrival);
      if (meanwhile.isPresent()) {
        return meanwhile.get().id().value();
      }
      // the same person wrote through another channel of the same desk, or the number has a new
      // owner: the address distinguishes them
    }
    throw new IllegalStateException("no conversation could be opened");
  }

  /** Also empty if the conversation is closed or belongs to another desk. */
  Optional<Conversation> touch(String id, Arrival arrival) {
    return touch(id, arrival, false, null);
  }

  /** Also empty if the conversation belongs to another person by now. */
  Optional<Conversation> reopen(String id, Arrival arrival, @Nullable Former former) {
    return touch(id, arrival, true, former);
  }

  /**
   * Records that the person wrote, and every new id and name. An id of another conversation of the
   * desk stays there. Empty if the conversation belongs to another person by now.
   */
  private Optional<Conversation> touch(
      String id, Arrival arrival, boolean reopen, @Nullable Former former) {
    var person = arrival.person();
    var formerAt = former == null ? null : former.lastInboundAt();
    return db.sql(
            """
            update conversation_mappings
            set last_activity_at = now(),
                assigned = assigned and closed_at is null,
                closed_at = null,
                finished = false,
                last_inbound_at = greatest(last_inbound_at, :formerAt::timestamptz,
                  case when :opens then least(:said::timestamptz, now()) end),
                last_inbound_id = case when :opens and :kind <> 'notice' then :external
                  when :formerAt::timestamptz > coalesce(last_inbound_at, '-infinity')
                    then :formerId
                  else last_inbound_id end,
                wa_id = coalesce(wa_id, case when not exists (
                    select 1 from conversation_mappings other where other.tenant_id = :tenant
                      and other.channel_id = :channel and other.wa_id = :waId
                      and (other.desk_id = :desk or other.bsuid <> :bsuid)) then :waId end),
                bsuid = coalesce(bsuid, case when not exists (
                    select 1 from conversation_mappings other where other.tenant_id = :tenant
                      and other.channel_id = :channel and other.bsuid = :bsuid
                      and (other.desk_id = :desk or other.wa_id <> :waId)) then :bsuid end),
                parent_bsuid = coalesce(:parent, parent_bsuid),
                username = coalesce(:username, username),
                contact_name = coalesce(:name, contact_name),
                lane = coalesce(lane, :lane)
            where conversation_id = :id and tenant_id = :tenant and channel_id = :channel
              and desk_id = :desk and (closed_at is null or :reopen) and
            """
                + OfPerson.HAS_AN_ID
                + OfPerson.CONTRADICTS_NO_ID
                + "returning *")
        .param("id", id)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("desk", arrival.desk().value())
        .param("reopen", reopen)
        .param("formerAt", formerAt == null ? null : Columns.at(formerAt))
        .param("formerId", former == null ? null : former.lastInboundId())
        .param("opens", arrival.opensWindow())
        .param("kind", arrival.kind())
        .param("said", Columns.at(arrival.saidAt()))
        .param("external", arrival.externalId().value())
        .param("waId", person.waId())
        .param("bsuid", person.bsuid())
        .param("parent", person.parentBsuid())
        .param("username", person.username())
        .param("name", person.name())
        .param("group", person.group())
        .param("lane", arrival.lane())
        .query(ConversationRow::read)
        .optional();
  }
}
