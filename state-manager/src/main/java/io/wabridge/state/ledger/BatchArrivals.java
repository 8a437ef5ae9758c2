package io.wabridge.state.ledger;

import io.wabridge.kit.client.Arrival;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.state.BatchQuery;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.history.MessageContents;
import io.wabridge.state.message.Excerpts;
import io.wabridge.state.message.Messages;
import io.wabridge.state.message.References;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Registers the messages of known persons with unchanged ids in one statement. First messages to a
 * desk (also after the channel moved back), messages with a new id of the person, notices, texts
 * that may answer an open question, deletions that remove a content, messages by which a person
 * came from an advertisement, and repeated messages get single calls to {@link Conversations} and
 * {@link Messages}. The counterpart of {@link BatchReplies}.
 */
@Component
class BatchArrivals {

  private static final String REGISTER =
      """
      with said as materialized (
        select i.*, coalesce(
            (select c.conversation_id from conversation_mappings c where c.tenant_id = i.tenant
              and c.channel_id = i.channel and c.desk_id = i.desk and c.bsuid = i.bsuid),
            (select c.conversation_id from conversation_mappings c where c.tenant_id = i.tenant
              and c.channel_id = i.channel and c.desk_id = i.desk and c.wa_id = i."waId"),
            (select c.conversation_id from conversation_mappings c where c.tenant_id = i.tenant
              and c.channel_id = i.channel and c.desk_id = i.desk and c.group_id = i."groupId"))
            as conversation
        from json_to_recordset(:rows::json) as i(n int, id text, tenant text, channel text,
          desk text, bsuid text, parent text, "waId" text, username text, name text,
          "groupId" text, external text, kind text, excerpt text, refers text, opens boolean,
          said timestamptz, accepted timestamptz, key text, "refersKey" text, lane text, note text,
          content text, words bigint[], single boolean)
        where i.kind <> 'notice' and not i.single
        order by conversation
      ), touched as (
        update conversation_mappings c
        set last_activity_at = now(),
            last_inbound_at = case when s.opens
              then greatest(c.last_inbound_at, least(s.said, now())) else c.last_inbound_at end,
            last_inbound_id = case when s.opens and s.kind <> 'notice' then s.external else c.last_inbound_id end,
            parent_bsuid = coalesce(s.parent, c.parent_bsuid),
            username = coalesce(s.username, c.username),
            contact_name = coalesce(s.name, c.contact_name),
            lane = coalesce(c.lane, s.lane)
        from said s
        where c.conversation_id = s.conversation and c.closed_at is null
          and not exists (select 1 from message_tracking b
            where b.conversation_id = s.conversation and b.behind is not null
              and b.status in ('RECEIVED', 'DELIVERING'))
          and not exists (select 1 from conversation_mappings merged
              join message_tracking b using (conversation_id)
            where merged.merged_into = s.conversation and b.direction = 'INBOUND'
              and b.status in ('RECEIVED', 'DELIVERING') and b.kind <> 'notice')
          and (s."waId" is null or c.wa_id = s."waId")
          and (s.bsuid is null or c.bsuid = s.bsuid)
          and (s."groupId" is null or c.group_id = s."groupId")
          and not (s.kind = 'text' and exists (select 1 from open_questions q
            where q.conversation_id = s.conversation and q.answered_by is null
              and q.asked_at > now() - interval '24 hours'))
        returning s.n, s.id, s.tenant, s.channel, s.desk, s.external, s.kind, s.excerpt, s.refers,
          s.said, s.accepted, s.key, s."refersKey", s.note, c.conversation_id, c.desk_address, c.bsuid,
          c.parent_bsuid, c.wa_id, c.username, c.contact_name, c.group_id
      ), kept as (
        insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
          direction, kind, meta_message_id, channel_token, status, excerpt, said_at, accepted_at)
        select id, tenant, conversation_id, channel, desk, 'INBOUND', kind, external, key,
          'RECEIVED', decode(excerpt, 'base64'), said, accepted
        from touched
        on conflict do nothing
        returning id
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome, detail)
        select t.id, h.at, h.stage, h.outcome, h.detail
        from touched t join kept using (id) cross join lateral (values
          (t.accepted, 'whatsapp-webhook-service', 'accepted', null),
          (now(), 'inbound-transformer', 'normalized', t.note)) as h(at, stage, outcome, detail)
      ), referred as (
        select t.n, q.id, q.excerpt as quote,
          case when q.desk_id = t.desk then q.genesys_message_id end as quoted
        from touched t
        left join message_tracking exact on exact.channel_id = t.channel
          and exact.meta_message_id = t.refers and exact.tenant_id = t.tenant
        left join lateral (select min(m.id) as id from message_tracking m
          where exact.id is null and m.channel_token = t."refersKey" and m.tenant_id = t.tenant
            and m.conversation_id in (select t.conversation_id union all
              select conversation_id from conversation_mappings
              where merged_into = t.conversation_id)
          having count(*) = 1) same on true
        join message_tracking q on q.id = coalesce(exact.id, same.id)
      ), edited as (
        update message_content t set words = s.words
        from said s join kept using (id) join referred r using (n)
        where s.kind = 'edit' and s.content is not null
          and t.tenant_id = s.tenant and t.message_id = r.id::uuid
        returning s.n
      ), contents as (
        insert into message_content (tenant_id, message_id, refers_to, content, words)
        select s.tenant, s.id::uuid, r.id::uuid, decode(s.content, 'base64'),
          case when e.n is null or s.words is null then s.words else '{}' end
        from said s join kept using (id) left join referred r using (n) left join edited e using (n)
        where s.content is not null
      )
      select t.*, w.allowed as marketing_allowed, r.quote, r.quoted
      from touched t join kept using (id) left join referred r using (n)
        left join lateral (
          select allowed from marketing_choices w
          where w.tenant_id = t.tenant and w.channel_id = t.channel
            and (w.bsuid = t.bsuid or w.wa_id = t.wa_id)
            and coalesce(w.bsuid = t.bsuid, true) and coalesce(w.wa_id = t.wa_id, true)
          order by w.changed_at desc limit 1) w on true
      """;

  private record ArrivalRow(
      int n,
      String id,
      String tenant,
      String channel,
      String desk,
      @Nullable String bsuid,
      @Nullable String parent,
      @Nullable String waId,
      @Nullable String username,
      @Nullable String name,
      @Nullable String groupId,
      String external,
      String kind,
      byte @Nullable [] excerpt,
      @Nullable String refers,
      boolean opens,
      Instant said,
      Instant accepted,
      @Nullable String key,
      @Nullable String refersKey,
      @Nullable String lane,
      @Nullable String note,
      byte @Nullable [] content,
      long @Nullable [] words,
      boolean single) {}

  private final BatchQuery batchQuery;
  private final Excerpts excerpts;
  private final MessageContents contents;

  BatchArrivals(BatchQuery batchQuery, Excerpts excerpts, MessageContents contents) {
    this.batchQuery = batchQuery;
    this.excerpts = excerpts;
    this.contents = contents;
  }

  List<Arrival.@Nullable Located> registerInbound(List<Arrival> arrivals) {
    return batchQuery.run(
        REGISTER,
        IntStream.range(0, arrivals.size()).mapToObj(n -> toRow(n, arrivals.get(n))).toList(),
        row -> located(row, arrivals.get(row.getInt("n"))));
  }

  private ArrivalRow toRow(int n, Arrival arrival) {
    var person = arrival.person();
    var refers = arrival.refersTo();
    var id = Ids.next();
    var kept = arrival.kept();
    return new ArrivalRow(
        n,
        id,
        arrival.tenant().value(),
        arrival.channel().value(),
        arrival.desk().value(),
        person.bsuid(),
        person.parentBsuid(),
        person.waId(),
        person.username(),
        person.name(),
        person.group(),
        arrival.externalId().value(),
        arrival.kind(),
        excerpts.lock(arrival.tenant(), arrival.excerpt()),
        refers == null ? null : refers.value(),
        arrival.opensWindow(),
        arrival.saidAt(),
        arrival.acceptedAt(),
        arrival.messageKey(),
        arrival.refersToKey(),
        arrival.lane(),
        arrival.note(),
        contents.seal(arrival.tenant(), id, kept),
        contents.words(arrival.tenant(), kept),
        kept != null && kept.removes() || arrival.entryPoint());
  }

  private Arrival.Located located(ResultSet row, Arrival arrival) throws SQLException {
    return new Arrival.Located(
        new ConversationId(row.getString("conversation_id")),
        arrival.desk(),
        row.getString("desk_address"),
        ConversationRow.person(row)
            .withMarketing(row.getObject("marketing_allowed", Boolean.class)),
        new MessageId(row.getString("id")),
        Status.RECEIVED,
        References.external(row.getString("quoted")),
        excerpts.open(arrival.tenant(), row.getBytes("quote")));
  }
}
