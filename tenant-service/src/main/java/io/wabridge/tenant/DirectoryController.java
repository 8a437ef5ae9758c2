package io.wabridge.tenant;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.RetentionPolicy;
import io.wabridge.kit.client.TenantDirectory.ChannelEntry;
import io.wabridge.kit.client.TenantDirectory.DeskEntry;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.tenant.endpoint.ChannelConditions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tenants with their channels and desks, without secrets, for the overview. */
@RestController
class DirectoryController {

  private static final String CLOSING_NOTICE =
      ", (e.window_policy ->> 'closingNoticeHours')::int as closing_notice";

  private record Owned<T>(String tenant, T entry) {}

  private final ChannelConditions conditions;
  private final JdbcClient db;

  DirectoryController(ChannelConditions conditions, JdbcClient db) {
    this.conditions = conditions;
    this.db = db;
  }

  @GetMapping("/internal/directory")
  List<TenantEntry> tenants() {
    var reported = conditions.all();
    var channels =
        db
            .sql(withCause("channels", CLOSING_NOTICE))
            .query((row, n) ->
                new Owned<>(
                    row.getString("tenant_id"),
                    new ChannelEntry(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("external_id"),
                        row.getString("desk_id"),
                        row.getString("status"),
                        row.getObject("status_since", OffsetDateTime.class).toInstant(),
                        row.getString("cause"),
                        reported.getOrDefault(row.getString("id"), List.of()),
                        row.getObject("closing_notice", Integer.class))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Owned::tenant, Collectors.mapping(Owned::entry, Collectors.toList())));
    var desks =
        db
            .sql(withCause("desks", ""))
            .query((row, n) ->
                new Owned<>(
                    row.getString("tenant_id"),
                    new DeskEntry(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("external_id"),
                        row.getString("status"),
                        row.getObject("status_since", OffsetDateTime.class).toInstant(),
                        row.getString("cause"))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Owned::tenant, Collectors.mapping(Owned::entry, Collectors.toList())));
    return db.sql("select * from tenants order by id")
        .query((row, n) ->
            new TenantEntry(
                row.getString("id"),
                row.getString("name"),
                row.getString("status"),
                new HistoryPolicy(
                    row.getInt("history_days"),
                    row.getBoolean("keep_deleted"),
                    row.getBoolean("searchable")),
                channels.getOrDefault(row.getString("id"), List.of()),
                desks.getOrDefault(row.getString("id"), List.of()),
                new RetentionPolicy(
                    row.getObject("media_days", Integer.class), row.getInt("parked_days"))))
        .list();
  }

  private static String withCause(String table, String further) {
    return """
    select e.*, case when e.status = 'FAILING' then coalesce(e.refusal, (
      select c.name || ': ' || c.found from endpoint_checks c
      where c.endpoint_id = e.id and c.level = 'FAILED' order by c.place limit 1)) end as cause %s
    from %s e order by e.id
    """
        .formatted(further, table);
  }
}
