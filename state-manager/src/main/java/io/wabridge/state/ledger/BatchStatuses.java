package io.wabridge.state.ledger;

import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.Ledger;
import io.wabridge.state.BatchQuery;
import io.wabridge.state.message.DeskReceipts;
import io.wabridge.state.message.EarlyStatuses;
import io.wabridge.state.message.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Statuses that carry our own id and advance a message that was sent normally and is all that the
 * agent sent at once, statuses of unknown messages, and receipts that the desk accepted; batched in
 * one statement each. All other cases are handled by {@link Handover}.
 */
@Component
class BatchStatuses {

  private static final String BECAME =
      """
      with became as materialized (
        select * from json_to_recordset(:rows::json) as i(n int, tenant text, channel text,
          callback text, external text, status text, before text[], reason text, detail text,
          at timestamptz, claim text)
        order by callback
      ), moved as (
        update message_tracking m
        set status = b.status, reason = b.reason, detail = b.detail, updated_at = now(),
            meta_message_id = case when m.meta_message_id like 'provisional:%' then b.external
              else coalesce(m.meta_message_id, b.external) end,
            receipt_claim = case when m.genesys_message_id is not null
                and receipt_rank(b.status, m.shown_statuses)
                  > receipt_rank_reached(m.desk_told, m.receipt_claim, m.receipt_rank)
              then b.claim else m.receipt_claim end,
            receipt_rank = case when m.genesys_message_id is not null
                and receipt_rank(b.status, m.shown_statuses)
                  > receipt_rank_reached(m.desk_told, m.receipt_claim, m.receipt_rank)
              then receipt_rank(b.status, m.shown_statuses) else m.receipt_rank end
        from became b
        where m.id = b.callback and m.tenant_id = b.tenant and m.channel_id = b.channel
          and m.direction = 'OUTBOUND' and m.status = any(b.before)
          and m.status in ('DELIVERING', 'ACCEPTED', 'SENT', 'DELIVERED')
          and not exists (select 1 from message_tracking o
            where o.desk_id = m.desk_id and o.genesys_message_id = m.genesys_message_id
              and o.direction = 'OUTBOUND' and o.id <> m.id)
        returning b.n, b.at, m.id, m.conversation_id, m.channel_id, m.desk_id, m.genesys_message_id,
          m.status, m.detail, m.receipt_claim = b.claim as claimed, m.receipt_rank,
          m.receipt_address
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome, detail)
        select id, at, 'provider', lower(status), detail from moved
      )
      select m.*, coalesce(m.receipt_address, c.desk_address) as desk_address
      from moved m join conversation_mappings c using (conversation_id)
      """;

  private static final String TOLD =
      """
      with tellings as materialized (
        select * from json_to_recordset(:rows::json) as i(n int, id text, tenant text, status text)
        order by id
      ), told as (
        update message_tracking m set desk_told = t.status
        from tellings t join message_tracking o on o.id = t.id and o.tenant_id = t.tenant
        where m.desk_id = o.desk_id and m.genesys_message_id = o.genesys_message_id
        returning t.n, t.id, t.status
      ), hops as (
        insert into message_hops (message_id, at, stage, outcome)
        select distinct id, now(), 'genesys-api-service', 'desk notified: ' || lower(status)
        from told
      )
      select distinct n from told
      """;

  private record StatusRow(
      int n,
      String tenant,
      String channel,
      @Nullable String callback,
      String external,
      String status,
      String[] before,
      @Nullable String reason,
      @Nullable String detail,
      Instant at,
      String claim) {}

  private static final String NOTIFIED =
      """
      select i.n, m.desk_told
      from json_to_recordset(:rows::json) as i(n int, id text, tenant text)
        left join message_tracking m on m.id = i.id and m.tenant_id = i.tenant
      """;

  private record ReceiptRow(int n, String id, String tenant) {}

  private record NotifiedRow(int n, String id, String tenant, String status) {}

  private final BatchQuery batchQuery;
  private final EarlyStatuses early;

  BatchStatuses(BatchQuery batchQuery, EarlyStatuses early) {
    this.batchQuery = batchQuery;
    this.early = early;
  }

  List<Ledger.@Nullable Applied> applyStatuses(List<Ledger.StatusUpdate> statuses) {
    var answers =
        batchQuery.run(
            BECAME,
            IntStream.range(0, statuses.size()).mapToObj(n -> toRow(n, statuses.get(n))).toList(),
            row -> applied(row, statuses.get(row.getInt("n"))));
    var unanswered =
        IntStream.range(0, answers.size()).filter(n -> answers.get(n) == null).boxed().toList();
    early.keep(statuses, unanswered).forEach(n -> answers.set(n, new Ledger.Applied(false, null)));
    return answers;
  }

  /** Whether desks were notified, in the order of the requests. */
  List<Ledger.@Nullable ReceiptState> receiptStates(List<BatchLedgerApi.ReceiptOf> queries) {
    return batchQuery.run(
        NOTIFIED,
        IntStream.range(0, queries.size()).mapToObj(n -> toRow(n, queries.get(n))).toList(),
        row -> DeskReceipts.state(row.getString("desk_told")));
  }

  private static ReceiptRow toRow(int n, BatchLedgerApi.ReceiptOf receipt) {
    return new ReceiptRow(n, receipt.id(), receipt.query().tenant().value());
  }

  private static StatusRow toRow(int n, Ledger.StatusUpdate update) {
    var reason = update.reason();
    return new StatusRow(
        n,
        update.tenant().value(),
        update.channel().value(),
        update.callbackData(),
        update.externalId().value(),
        update.status().name(),
        Progress.names(Progress.before(update.status())),
        reason == null ? null : reason.name(),
        update.detail(),
        update.at(),
        Handover.claim(update));
  }

  private static Ledger.Applied applied(ResultSet row, Ledger.StatusUpdate update)
      throws SQLException {
    return new Ledger.Applied(
        true,
        row.getBoolean("claimed")
            ? DeskReceipts.receipt(row, update.reason(), update.detail(), update.at())
            : null);
  }

  List<@Nullable Boolean> markDesksNotified(List<BatchLedgerApi.Tell> notifications) {
    return batchQuery.run(
        TOLD,
        IntStream.range(0, notifications.size())
            .mapToObj(n -> toRow(n, notifications.get(n)))
            .toList(),
        row -> true);
  }

  private static NotifiedRow toRow(int n, BatchLedgerApi.Tell tell) {
    return new NotifiedRow(n, tell.id(), tell.told().tenant().value(), tell.told().status().name());
  }
}
