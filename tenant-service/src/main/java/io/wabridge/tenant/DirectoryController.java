package io.wabridge.tenant;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.RetentionPolicy;
import io.wabridge.kit.client.TenantDirectory.ChannelEntry;
import io.wabridge.kit.client.TenantDirectory.DeskEntry;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.tenant.endpoint.ChannelConditions;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All tenants with their channels and desks, without secrets, for the overview. */
@RestController
class DirectoryController {

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
            .sql(
                """
                select c.*, (window_policy ->> 'closingNoticeHours')::int as closing_notice
                from channels c order by id
                """)
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
                        reported.getOrDefault(row.getString("id"), List.of()),
                        row.getObject("closing_notice", Integer.class))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Owned::tenant, Collectors.mapping(Owned::entry, Collectors.toList())));
    var desks =
        db
            .sql("select * from desks order by id")
            .query((row, n) ->
                new Owned<>(
                    row.getString("tenant_id"),
                    new DeskEntry(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("external_id"),
                        row.getString("status"))))
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
}
