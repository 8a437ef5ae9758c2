package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.TenantDirectory.ConditionEntry;
import io.wabridge.model.ChannelCondition;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.connector.ConnectorCatalog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The conditions that providers reported, by channel. An event about an account concerns all of its
 * channels, but only those of the tenant whose address received it.
 */
@Component
public class ChannelConditions {

  private static final Logger log = LoggerFactory.getLogger(ChannelConditions.class);

  private static final String PRESENT =
      "select * from channel_conditions where ended_at is null and coalesce(until > now(), true)";

  private static final String ORDER =
      " order by array_position(array['CRITICAL', 'WARNING', 'INFO'], severity), since, code,"
          + " subject";

  private record Owned(String channel, ConditionEntry condition) {}

  private final StoredChannels channels;
  private final ConnectorCatalog catalog;
  private final JdbcClient db;

  ChannelConditions(StoredChannels channels, ConnectorCatalog catalog, JdbcClient db) {
    this.channels = channels;
    this.catalog = catalog;
    this.db = db;
  }

  /** The number of channels that the event concerns. */
  int apply(StoredChannel receiver, ChannelEvent.ConditionsChanged event) {
    var concerned =
        channels.findByTenantIdAndKind(receiver.tenantId, receiver.kind).stream()
            .filter(channel -> concerns(event, channel, receiver))
            .toList();
    if (concerned.isEmpty()) {
      log.atWarn()
          .addKeyValue("tenant", receiver.tenantId)
          .addKeyValue("channel", receiver.id)
          .log("an event about an account that no channel of this tenant belongs to");
    }
    for (var channel : concerned) {
      event.ended().forEach(ended -> end(channel, ended, event.at()));
      event.began().forEach(condition -> begin(channel, condition, event.at()));
    }
    return concerned.size();
  }

  private boolean concerns(
      ChannelEvent.ConditionsChanged event, StoredChannel channel, StoredChannel receiver) {
    if (event.externalId() != null) {
      return event.externalId().equals(channel.externalId);
    }
    var connector = catalog.find(Side.CHANNEL, channel.kind).orElse(null);
    return connector instanceof ChannelConnector known
        && known.concerns(
            event, Settings.of(channel.settings, Map.of()), channel.id.equals(receiver.id));
  }

  private void begin(StoredChannel channel, ChannelCondition condition, Instant at) {
    var changed =
        db.sql(
                """
                insert into channel_conditions as known (channel_id, code, subject, severity,
                  detail, since, until, reported_at)
                values (:channel, :code, :subject, :severity, :detail, :at, :until, :at)
                on conflict (channel_id, code, subject) do update
                set severity = excluded.severity, detail = excluded.detail, ended_at = null,
                  since = case when known.ended_at is null
                      and coalesce(known.until > excluded.since, true)
                    then known.since else excluded.since end,
                  until = excluded.until, reported_at = excluded.reported_at
                where known.reported_at < excluded.reported_at
                """)
            .param("channel", channel.id)
            .param("code", condition.code().name())
            .param("subject", condition.subject())
            .param("severity", condition.severity().name())
            .param("detail", condition.detail())
            .param("at", utc(at))
            .param("until", utc(condition.until()))
            .update();
    if (changed == 1) {
      var urgent = condition.severity() != ChannelCondition.Severity.INFO;
      (urgent ? log.atWarn() : log.atInfo())
          .addKeyValue("tenant", channel.tenantId)
          .addKeyValue("channel", channel.id)
          .addKeyValue("condition", condition.code())
          .addKeyValue("severity", condition.severity())
          .addKeyValue("subject", condition.subject())
          .log("the provider reported a condition of the channel");
    }
  }

  private void end(StoredChannel channel, ChannelCondition.Ended ended, Instant at) {
    var changed =
        db.sql(
                """
                update channel_conditions set ended_at = :at, reported_at = :at
                where channel_id = :channel and code = :code and ended_at is null
                  and reported_at <= :at and (:subject::text is null or subject = :subject)
                """)
            .param("channel", channel.id)
            .param("code", ended.code().name())
            .param("subject", ended.subject())
            .param("at", utc(at))
            .update();
    if (changed > 0) {
      log.atInfo()
          .addKeyValue("tenant", channel.tenantId)
          .addKeyValue("channel", channel.id)
          .addKeyValue("condition", ended.code())
          .log("a condition of the channel ended");
    }
  }

  /** The present conditions of all channels, the most urgent first. */
  public Map<String, List<ConditionEntry>> all() {
    return present(db.sql(PRESENT + ORDER));
  }

  /** The present conditions of these channels, the most urgent first. */
  Map<String, List<ConditionEntry>> of(Collection<String> ids) {
    return present(
        db.sql(PRESENT + " and channel_id = any(:channels)" + ORDER)
            .param("channels", ids.toArray(String[]::new)));
  }

  private static Map<String, List<ConditionEntry>> present(JdbcClient.StatementSpec query) {
    return query.query(ChannelConditions::row).list().stream()
        .collect(
            Collectors.groupingBy(
                Owned::channel, Collectors.mapping(Owned::condition, Collectors.toList())));
  }

  private static Owned row(ResultSet row, int number) throws SQLException {
    var code = ChannelCondition.Code.valueOf(row.getString("code"));
    return new Owned(
        row.getString("channel_id"),
        new ConditionEntry(
            code.name(),
            row.getString("severity"),
            instant(row, "since"),
            instant(row, "until"),
            code.sentence(),
            row.getString("detail"),
            code.action()));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
