package io.wabridge.state.ledger;

import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.ConversationMappings.AtDesk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.state.BatchQuery;
import io.wabridge.state.conversation.ConversationRow;
import io.wabridge.state.conversation.Sessions;
import io.wabridge.state.message.DeskReceipts;
import io.wabridge.state.message.EarlyStatuses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Starts and outcomes of deliveries, batched in one statement each: messages whose delivery has not
 * begun yet, and outcomes of deliveries that have and did not fail. All other cases are handled by
 * {@link Handover}.
 */
@Component
class BatchHandovers {

  private static final String BEGIN =
      """
      with begins as materialized (
        select * from json_to_recordset(:rows::json) as i(n int, id text, tenant text, stage text,
          attempt text, lane text, type text, url text, bytes bigint, sha256 text, filename text)
        order by id
      ), begun as (
        update message_tracking m
        set status = 'DELIVERING', reason = null, detail = null, attempts = m.attempts + 1,
            attempt = b.attempt, updated_at = now(),
            media_type = case when b.url is null then m.media_type else b.type end,
            media_url = coalesce(b.url, m.media_url),
            media_bytes = case when b.url is null then m.media_bytes else b.bytes end,
            media_sha256 = case when b.url is null then m.media_sha256 else b.sha256 end,
            media_filename = case when b.url is null then m.media_filename else b.filename end
        from begins b
        where m.id = b.id and m.tenant_id = b.tenant and m.status = 'RECEIVED'
          and m.waits_for is null
          and (b.lane is null or b.lane = m.conversation_id)
        returning b.n, m.id, b.stage, m.conversation_id
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome)
        select id, now(), stage, 'delivering' from begun
      )
      select b.n, c.tenant_id, c.conversation_id, c.desk_conversation_id, c.desk_conversation_at,
        c.desk_session, p.bsuid, p.parent_bsuid, p.wa_id, p.username, p.contact_name, p.group_id
      from begun b join conversation_mappings c using (conversation_id)
        join conversation_mappings p
          on p.conversation_id = coalesce(c.merged_into, c.conversation_id)
      """;

  private static final String END =
      """
      with ends as materialized (
        select * from json_to_recordset(:rows::json) as i(n int, id text, tenant text, stage text,
          status text, external text, session boolean, "deskConversation" text,
          unchanged boolean, state text, reason text, detail text, key text,
          claim text)
        order by id
      ), ended as (
        update message_tracking m
        set status = e.status, reason = e.reason, detail = e.detail, updated_at = now(),
            genesys_message_id = case m.direction when 'INBOUND'
              then coalesce(m.genesys_message_id, e.external) else m.genesys_message_id end,
            meta_message_id = case m.direction when 'OUTBOUND'
              then coalesce(m.meta_message_id, e.external) else m.meta_message_id end,
            channel_token = coalesce(m.channel_token, e.key),
            receipt_claim = case when e.status = 'ACCEPTED'
                and receipt_rank(e.status, m.shown_statuses)
                  > receipt_rank_reached(m.desk_told, m.receipt_claim, m.receipt_rank)
              then e.claim else m.receipt_claim end,
            receipt_rank = case when e.status = 'ACCEPTED'
                and receipt_rank(e.status, m.shown_statuses)
                  > receipt_rank_reached(m.desk_told, m.receipt_claim, m.receipt_rank)
              then receipt_rank(e.status, m.shown_statuses) else m.receipt_rank end
        from ends e
        where m.id = e.id and m.tenant_id = e.tenant and m.status = 'DELIVERING'
          and e.status <> 'FAILED'
          and (e.status <> 'ACCEPTED' or receipt_rank(e.status, m.shown_statuses) = 0
            or not exists (select 1 from message_tracking o
              where o.desk_id = m.desk_id and o.genesys_message_id = m.genesys_message_id
                and o.direction = 'OUTBOUND' and o.id <> m.id))
        returning e.n, m.id, e.stage, e.status, e.detail, m.conversation_id, e.session,
          e."deskConversation", e.unchanged, decode(e.state, 'base64') as state,
          e.status = 'ACCEPTED' and m.receipt_claim = e.claim as claimed, m.receipt_rank,
          m.channel_id, m.desk_id, m.genesys_message_id, m.receipt_address
      ), at_desk as (
        update conversation_mappings c
        set desk_conversation_id = e."deskConversation", desk_conversation_at = now(),
            desk_session = case when e.unchanged then c.desk_session else e.state end,
            last_activity_at = now()
        from (select distinct on (conversation_id) * from ended where session
          order by conversation_id, n desc) e
        where c.conversation_id = e.conversation_id
          and (c.desk_conversation_id is distinct from e."deskConversation"
            or not e.unchanged and c.desk_session is distinct from e.state
            or coalesce(c.desk_conversation_at < now() - interval '1 minute', true))
        returning e.n
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome, detail)
        select id, now(), stage, case status when 'RECEIVED' then 'deferred' else lower(status) end,
          detail
        from ended
      )
      select e.*, a.n is not null as written,
        coalesce(e.receipt_address, c.desk_address) as desk_address
      from ended e left join at_desk a using (n)
        left join conversation_mappings c
          on (e.claimed or a.n is not null) and c.conversation_id = e.conversation_id
      """;

  private static final String STORED_STATES =
      """
      select i.n, c.conversation_id, c.desk_session
      from json_to_recordset(:rows::json) as i(n int, id text, tenant text)
        join message_tracking m on m.id = i.id and m.tenant_id = i.tenant
        join conversation_mappings c using (conversation_id)
      """;

  private record Begin(
      int n,
      String id,
      String tenant,
      String stage,
      @Nullable String attempt,
      @Nullable String lane,
      @Nullable String type,
      @Nullable String url,
      @Nullable Long bytes,
      @Nullable String sha256,
      @Nullable String filename) {}

  private record End(
      int n,
      String id,
      String tenant,
      String stage,
      String status,
      @Nullable String external,
      boolean session,
      @Nullable String deskConversation,
      boolean unchanged,
      byte @Nullable [] state,
      @Nullable String reason,
      @Nullable String detail,
      @Nullable String key,
      String claim) {}

  /** A message whose delivery returned a session state to store. */
  private record Delivered(int n, String id, String tenant) {}

  private static final Ledger.Recorded NOTHING_TO_REPORT = new Ledger.Recorded(null);

  private final BatchQuery batchQuery;
  private final Sessions sessions;
  private final Handover handover;
  private final EarlyStatuses early;

  BatchHandovers(BatchQuery batchQuery, Sessions sessions, Handover handover, EarlyStatuses early) {
    this.batchQuery = batchQuery;
    this.sessions = sessions;
    this.handover = handover;
    this.early = early;
  }

  List<Ledger.@Nullable Begun> beginDeliveries(List<BatchLedgerApi.Begin> begins) {
    return batchQuery.run(
        BEGIN,
        IntStream.range(0, begins.size()).mapToObj(n -> toRow(n, begins.get(n))).toList(),
        row -> new Ledger.Begun(Go.GO, sessions.read(row), null, ConversationRow.person(row)));
  }

  private static Begin toRow(int n, BatchLedgerApi.Begin begin) {
    var intent = begin.intent();
    var media = intent.media();
    return new Begin(
        n,
        begin.id(),
        intent.tenant().value(),
        intent.stage(),
        intent.attempt(),
        intent.lane(),
        media == null ? null : media.type(),
        media == null ? null : media.url(),
        media == null ? null : media.bytes(),
        media == null ? null : media.sha256(),
        media == null ? null : media.filename());
  }

  List<Ledger.@Nullable Recorded> recordOutcomes(List<BatchLedgerApi.End> ends) {
    var sealed = seal(ends);
    var answers =
        batchQuery.run(
            END,
            IntStream.range(0, ends.size())
                .mapToObj(n -> toRow(n, ends.get(n), sealed.get(n)))
                .toList(),
            row -> ended(row, ends.get(row.getInt("n")).ended()));
    for (int n : early.waitingFor(ends.stream().map(BatchLedgerApi.End::ended).toList())) {
      if (answers.get(n) != null) {
        var end = ends.get(n);
        answers.set(n, handover.applyEarlyStatuses(end.ended().tenant(), end.id()));
      }
    }
    return answers;
  }

  /** States are encrypted for their conversations, which have to be looked up first. */
  private List<Sessions.@Nullable Sealed> seal(List<BatchLedgerApi.End> ends) {
    var stateful =
        IntStream.range(0, ends.size())
            .filter(n -> state(ends.get(n)) != null)
            .mapToObj(n -> new Delivered(n, ends.get(n).id(), ends.get(n).ended().tenant().value()))
            .toList();
    return stateful.isEmpty()
        ? Collections.nCopies(ends.size(), null)
        : batchQuery.run(
            STORED_STATES,
            stateful,
            ends.size(),
            row -> {
              var end = ends.get(row.getInt("n"));
              return sessions.seal(
                  end.ended().tenant(),
                  row.getString("conversation_id"),
                  state(end),
                  row.getBytes("desk_session"));
            });
  }

  private static @Nullable String state(BatchLedgerApi.End end) {
    var session = end.ended().session();
    return session == null ? null : session.state();
  }

  private static End toRow(int n, BatchLedgerApi.End end, Sessions.@Nullable Sealed sealed) {
    var outcome = end.ended();
    var session = outcome.session();
    var external = outcome.externalId();
    var reason = outcome.reason();
    return new End(
        n,
        end.id(),
        outcome.tenant().value(),
        outcome.stage(),
        outcome.status().name(),
        external == null ? null : external.value(),
        session != null,
        session == null ? null : session.conversation(),
        sealed != null && sealed.unchanged(),
        sealed == null ? null : sealed.ciphertext(),
        reason == null ? null : reason.name(),
        outcome.detail(),
        outcome.messageKey(),
        DeskReceipts.deliveryClaim(end.id()));
  }

  private Ledger.Recorded ended(ResultSet row, Ledger.DeliveryOutcome outcome) throws SQLException {
    var session = outcome.session();
    if (session != null && row.getBoolean("written")) {
      sessions.remember(
          outcome.tenant(),
          new DeskId(row.getString("desk_id")),
          session.conversation(),
          new AtDesk(
              new ConversationId(row.getString("conversation_id")),
              new ChannelId(row.getString("channel_id")),
              row.getString("desk_address")));
    }
    return row.getBoolean("claimed")
        ? new Ledger.Recorded(DeskReceipts.receipt(row, null, null, Instant.now()))
        : NOTHING_TO_REPORT;
  }
}
