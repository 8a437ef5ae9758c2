package io.wabridge.state.message;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.BatchQuery;
import io.wabridge.state.Columns;
import io.wabridge.state.DbSafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Statuses of messages that are not known: another program sent them from the same number, or the
 * response to our own call has not arrived yet. They are kept for a minute, a limited number per
 * tenant, and applied when the provider's id of the message is recorded.
 *
 * <p>The status is stored and committed before its message is looked for again, and the id of the
 * message is committed before its statuses are looked for, so that one of the two finds the other.
 */
@Component
public class EarlyStatuses {

  private static final Logger log = LoggerFactory.getLogger(EarlyStatuses.class);

  /** About what a busy number's other program causes in a minute. */
  private static final int MOST_PER_TENANT = 10_000;

  private static final String KEEP =
      """
      with asked as materialized (
        select * from json_to_recordset(:rows::json) as i(n int, tenant text, channel text,
          callback text, external text, status text, reason text, detail text, at timestamptz)
      ), unknown as materialized (
        select a.* from asked a
        where not exists (select 1 from message_tracking m
            where m.meta_message_id = a.external and m.channel_id = a.channel
              and m.tenant_id = a.tenant and m.direction = 'OUTBOUND')
          and not exists (select 1 from message_tracking m
            where m.id = a.callback and m.channel_id = a.channel and m.tenant_id = a.tenant
              and m.direction = 'OUTBOUND')
      ), full_tenants as materialized (
        select t.tenant from (select distinct tenant from unknown) t
        where (select count(*) from (select 1 from early_statuses e where e.tenant_id = t.tenant
          limit :most) kept) >= :most
      ), kept as (
        insert into early_statuses (external_id, channel_id, tenant_id, status, reason, detail, at)
        select external, channel, tenant, status, reason, detail, at from unknown
        where tenant not in (select tenant from full_tenants)
        order by external, channel, status
        on conflict do nothing
      )
      select n from unknown
      """;

  private static final String FOUND =
      """
      select a.n
      from json_to_recordset(:rows::json) as a(n int, tenant text, channel text, external text)
        join message_tracking m on m.meta_message_id = a.external and m.channel_id = a.channel
      where m.tenant_id = a.tenant and m.direction = 'OUTBOUND'
      """;

  private record Row(
      int n,
      String tenant,
      String channel,
      @Nullable String callback,
      String external,
      String status,
      @Nullable String reason,
      @Nullable String detail,
      Instant at) {}

  private record SentMessage(int n, String tenant, String external) {}

  private final JdbcClient db;
  private final BatchQuery batchQuery;

  EarlyStatuses(JdbcClient db, BatchQuery batchQuery) {
    this.db = db;
    this.batchQuery = batchQuery;
  }

  /**
   * Stores those of the statuses whose message is not known; two statements, each committed.
   *
   * @param numbers which of the updates are looked at
   * @return the numbers of those whose message is unknown, and still was after they were stored
   */
  public List<Integer> keep(List<Ledger.StatusUpdate> updates, List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    var rows = numbers.stream().map(n -> toRow(n, updates.get(n))).toList();
    var unknown =
        db.sql(KEEP)
            .param("rows", batchQuery.json(rows))
            .param("most", MOST_PER_TENANT)
            .query((row, _) -> row.getInt("n"))
            .set();
    if (unknown.isEmpty()) {
      return List.of();
    }
    var found =
        db.sql(FOUND)
            .param(
                "rows",
                batchQuery.json(rows.stream().filter(row -> unknown.contains(row.n())).toList()))
            .query((row, _) -> row.getInt("n"))
            .set();
    return unknown.stream().filter(n -> !found.contains(n)).toList();
  }

  private static Row toRow(int n, Ledger.StatusUpdate update) {
    var reason = update.reason();
    var detail = update.detail();
    return new Row(
        n,
        update.tenant().value(),
        update.channel().value(),
        update.callbackData(),
        update.externalId().value(),
        update.status().name(),
        reason == null ? null : reason.name(),
        detail == null ? null : DbSafeText.of(detail),
        update.at());
  }

  /** Which of these outcomes may have statuses that arrived early. */
  public List<Integer> waitingFor(List<Ledger.DeliveryOutcome> outcomes) {
    var sent =
        IntStream.range(0, outcomes.size())
            .mapToObj(n -> sent(n, outcomes.get(n)))
            .filter(Objects::nonNull)
            .toList();
    return sent.isEmpty()
        ? List.of()
        : db.sql(
                """
                select distinct i.n
                from json_to_recordset(:rows::json) as i(n int, tenant text, external text)
                  join early_statuses e on e.external_id = i.external and e.tenant_id = i.tenant
                """)
            .param("rows", batchQuery.json(sent))
            .query((row, _) -> row.getInt("n"))
            .list();
  }

  private static @Nullable SentMessage sent(int n, Ledger.DeliveryOutcome outcome) {
    var external = outcome.externalId();
    return external == null || outcome.status() != Status.ACCEPTED
        ? null
        : new SentMessage(n, outcome.tenant().value(), external.value());
  }

  /** Takes the statuses of a message out, in their order; each is returned once. */
  public List<Ledger.StatusUpdate> take(TrackedMessage message) {
    return db
        .sql(
            """
            delete from early_statuses
            where external_id = :external and channel_id = :channel and tenant_id = :tenant
            returning *
            """)
        .param("external", message.channelMessageId())
        .param("channel", message.channel().value())
        .param("tenant", message.tenant().value())
        .query(EarlyStatuses::update)
        .list()
        .stream()
        .sorted(Comparator.comparing(Ledger.StatusUpdate::status))
        .toList();
  }

  private static Ledger.StatusUpdate update(ResultSet row, int number) throws SQLException {
    var reason = row.getString("reason");
    return new Ledger.StatusUpdate(
        new TenantId(row.getString("tenant_id")),
        new ChannelId(row.getString("channel_id")),
        new ExternalId(row.getString("external_id")),
        null,
        Status.valueOf(row.getString("status")),
        reason == null ? null : Reason.named(reason),
        row.getString("detail"),
        Objects.requireNonNull(Columns.instant(row, "at")),
        null);
  }

  @Scheduled(fixedDelay = 10_000)
  void forget() {
    try {
      db.sql("delete from early_statuses where arrived_at < now() - interval '1 minute'").update();
    } catch (DataAccessException e) {
      log.atWarn().log("old statuses could not be deleted: {}", e.getMessage());
    }
  }
}
