package io.wabridge.state.ledger;

import io.wabridge.kit.client.ConversationMappings.AtDesk;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.state.BatchQuery;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Conversations;
import io.wabridge.state.conversation.Sessions;
import io.wabridge.state.history.MessageContents;
import io.wabridge.state.message.Excerpts;
import io.wabridge.state.message.Messages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Registers messages of agents in known conversations in one statement. Replies that become several
 * messages, number answers, have an unknown address, or are repeated get single calls to {@link
 * Conversations} and {@link Messages}. The counterpart of {@link BatchArrivals}.
 */
@Component
class BatchReplies {

  private static final String REGISTER =
      """
      with said as materialized (
        select i.*, c.conversation_id, c.channel_id
        from json_to_recordset(:rows::json) as i(n int, id text, tenant text, desk text,
            address text, "deskConversation" text, external text, kind text, excerpt text, shaped text,
            shown text[], said timestamptz, accepted timestamptz, refers text, content text,
            words bigint[],
            remembered text)
          join conversation_mappings c
            on c.tenant_id = i.tenant and c.desk_id = i.desk and c.desk_address = i.address
        where i.kind is not null and c.merged_into is null and not c.finished
          and (i.remembered is null or exists (select from desk_conversations d
            where d.tenant_id = i.tenant and d.desk_id = i.desk
              and d.desk_conversation_id = i.remembered
              and d.conversation_id = c.conversation_id))
        order by c.conversation_id
      ), at_desk as (
        update conversation_mappings c
        set desk_session = case when c.desk_conversation_id = s."deskConversation"
              then c.desk_session end,
            desk_conversation_id = s."deskConversation", desk_conversation_at = now(),
            last_activity_at = now()
        from said s
        where c.conversation_id = s.conversation_id and s."deskConversation" is not null
          and (c.desk_conversation_id is distinct from s."deskConversation"
            or coalesce(c.desk_conversation_at < now() - interval '1 minute', true))
        returning s.n
      ), kept as (
        insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
          direction, kind, genesys_message_id, status, excerpt, shown_statuses, said_at,
          accepted_at)
        select id, tenant, conversation_id, channel_id, desk, 'OUTBOUND', kind, external,
          'RECEIVED', decode(excerpt, 'base64'), shown, said, accepted
        from said
        on conflict do nothing
        returning id
      ), contained as (
        select s.*, (select m.id::uuid from message_tracking m
            where m.tenant_id = s.tenant and m.desk_id = s.desk
              and (m.genesys_message_id = s.refers or m.id = s.refers)
            order by m.part limit 1) as refers_to
        from said s join kept using (id)
        where s.content is not null
      ), edited as (
        update message_content t set words = s.words
        from contained s
        where s.kind = 'edit' and t.tenant_id = s.tenant and t.message_id = s.refers_to
        returning s.n
      ), contents as (
        insert into message_content (tenant_id, message_id, refers_to, content, words)
        select s.tenant, s.id::uuid, s.refers_to, decode(s.content, 'base64'),
          case when e.n is null or s.words is null then s.words else '{}' end
        from contained s left join edited e using (n)
      ), replaced as (
        delete from open_questions q using said s join kept using (id)
        where q.conversation_id = s.conversation_id
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome, detail)
        select s.id, h.at, h.stage, h.outcome, h.detail
        from said s join kept using (id) cross join lateral (values
          (s.accepted, 'genesys-webhook-service', 'accepted', null),
          (now(), 'outbound-transformer', 'normalized', s.shaped)) as h(at, stage, outcome, detail)
      )
      select s.n, s.id, c.*, a.n is not null as written,
        coalesce(c.last_inbound_at > now() - interval '24 hours', false) as window_open
      from said s join kept using (id) join conversation_mappings c using (conversation_id)
        left join at_desk a using (n)
      """;

  private record ReplyRow(
      int n,
      String id,
      String tenant,
      String desk,
      String address,
      @Nullable String deskConversation,
      String external,
      @Nullable String kind,
      byte @Nullable [] excerpt,
      @Nullable String shaped,
      String @Nullable [] shown,
      Instant said,
      Instant accepted,
      @Nullable String refers,
      byte @Nullable [] content,
      long @Nullable [] words,
      @Nullable String remembered) {}

  private final BatchQuery batchQuery;
  private final Excerpts excerpts;
  private final Sessions sessions;
  private final MessageContents contents;

  BatchReplies(
      BatchQuery batchQuery, Excerpts excerpts, Sessions sessions, MessageContents contents) {
    this.batchQuery = batchQuery;
    this.excerpts = excerpts;
    this.sessions = sessions;
    this.contents = contents;
  }

  List<Reply.@Nullable Located> registerReplies(List<Reply> replies) {
    return batchQuery.run(
        REGISTER,
        IntStream.range(0, replies.size()).mapToObj(n -> toRow(n, replies.get(n))).toList(),
        row -> located(row, replies.get(row.getInt("n"))));
  }

  private ReplyRow toRow(int n, Reply reply) {
    var single = reply.parts().size() == 1 && reply.numbered().isEmpty();
    var part = single ? reply.parts().getFirst() : null;
    var refersTo = reply.refersTo();
    var id = Ids.next();
    return new ReplyRow(
        n,
        id,
        reply.tenant().value(),
        reply.desk().value(),
        reply.deskAddress(),
        reply.deskConversation(),
        reply.externalId().value(),
        part == null ? null : part.kind(),
        part == null ? null : excerpts.lock(reply.tenant(), id, part.excerpt()),
        part == null ? null : part.shaped(),
        Messages.shown(reply),
        reply.saidAt(),
        reply.acceptedAt(),
        refersTo == null ? null : refersTo.value(),
        part == null ? null : contents.seal(reply.tenant(), id, part.kept()),
        part == null ? null : contents.words(reply.tenant(), part.kept()),
        reply.rememberedBy());
  }

  private Reply.Located located(ResultSet row, Reply reply) throws SQLException {
    var conversation = ConversationRow.read(row, 0);
    if (row.getBoolean("written")) {
      sessions.remember(
          reply.tenant(), reply.desk(), reply.deskConversation(), AtDesk.of(conversation));
    }
    var last = row.getString("last_inbound_id");
    var lane = row.getString("reply_lane");
    return new Reply.Located(
        conversation,
        List.of(new Reply.Registered(new MessageId(row.getString("id")), Status.RECEIVED)),
        row.getBoolean("window_open"),
        last == null ? null : new ExternalId(last),
        lane == null ? null : new ConversationId(lane));
  }
}
