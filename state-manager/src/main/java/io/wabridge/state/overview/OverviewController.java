package io.wabridge.state.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.model.Payload;
import io.wabridge.state.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An overview of the whole installation in one response. */
@RestController
@Tag(name = "Overview")
class OverviewController {

  /** All tenants with their state, and the state of the services. */
  record Overview(List<TenantOverview> tenants, List<ServiceHealth.Service> services, Instant at) {}

  /** The summary of one tenant. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TenantOverview(
      String id,
      String name,
      String status,
      List<TenantDirectory.ChannelEntry> channels,
      List<TenantDirectory.DeskEntry> desks,
      @Nullable Instant lastInboundAt,
      @Nullable Instant lastOutboundAt,
      long waiting,
      long parked,
      List<HeldFor> held) {}

  /**
   * What waits for one reason.
   *
   * @param what "conversation"; "file", a late one, or "receipt", a postponed one: for these no
   *     conversation waits
   * @param since when the oldest began to wait
   */
  record HeldFor(String what, String reason, long number, @Nullable Instant since) {}

  private record Traffic(@Nullable Instant in, @Nullable Instant out, long waiting) {}

  private final TenantDirectory directory;
  private final ServiceHealth health;
  private final JdbcClient db;

  OverviewController(TenantDirectory directory, ServiceHealth health, JdbcClient db) {
    this.directory = directory;
    this.health = health;
    this.db = db;
  }

  @GetMapping("/api/v1/overview")
  @Operation(summary = "Tenants, channels, desks, last messages, held and parked counts, services")
  Overview overview() {
    return overview("");
  }

  @GetMapping("/api/v1/tenants/{tenantId}/overview")
  @Operation(summary = "The same of one tenant")
  Overview ofTenant(@PathVariable String tenantId) {
    var one = overview(tenantId);
    if (one.tenants().isEmpty()) {
      throw new NotFoundException("There is no tenant " + tenantId + ".");
    }
    return one;
  }

  /** Of one tenant, or of all if none is named. */
  private Overview overview(String only) {
    var traffic = traffic(only);
    var parked = parked();
    var held = held();
    var tenants =
        directory.tenants().stream()
            .filter(tenant -> only.isEmpty() || tenant.id().equals(only))
            .map(tenant -> {
              var seen = traffic.getOrDefault(tenant.id(), new Traffic(null, null, 0));
              return new TenantOverview(
                  tenant.id(),
                  tenant.name(),
                  tenant.status(),
                  tenant.channels(),
                  tenant.desks(),
                  seen.in(),
                  seen.out(),
                  seen.waiting(),
                  parked.getOrDefault(tenant.id(), 0L),
                  held.getOrDefault(tenant.id(), List.of()));
            })
            .toList();
    return new Overview(tenants, health.services(), Instant.now());
  }

  private Map<String, Traffic> traffic(String only) {
    var all = new HashMap<String, Traffic>();
    db.sql(
            """
            select t.tenant_id,
              (select accepted_at from message_tracking where tenant_id = t.tenant_id
                and direction = 'INBOUND' order by id desc limit 1) as last_in,
              (select accepted_at from message_tracking where tenant_id = t.tenant_id
                and direction = 'OUTBOUND' order by id desc limit 1) as last_out,
              (select count(*) from message_tracking where tenant_id = t.tenant_id
                and open and status in ('RECEIVED', 'DELIVERING', 'UNCERTAIN')) as waiting
            from (select distinct tenant_id from conversation_mappings
              where :only = '' or tenant_id = :only) t
            """)
        .param("only", only)
        .query(row -> {
          all.put(
              row.getString("tenant_id"),
              new Traffic(
                  Columns.instant(row, "last_in"),
                  Columns.instant(row, "last_out"),
                  row.getLong("waiting")));
        });
    return all;
  }

  private Map<String, Long> parked() {
    var all = new HashMap<String, Long>();
    db.sql(
            """
            select tenant_id, count(*) as parked from parked
            where state = 'PARKED' and tenant_id is not null group by tenant_id
            """)
        .query(row -> {
          all.put(row.getString("tenant_id"), row.getLong("parked"));
        });
    return all;
  }

  private Map<String, List<HeldFor>> held() {
    var all = new HashMap<String, List<HeldFor>>();
    db.sql(
            """
            select tenant_id,
              case when starts_with(conversation_key, :files) then 'file'
                when starts_with(conversation_key, :receipts) then 'receipt'
                else 'conversation' end as what,
              reason, count(*) as number, min(held_at) as since
            from held_conversations group by 1, 2, 3 order by 5
            """)
        .param("files", Payload.LateFile.keyPrefix())
        .param("receipts", Receipts.keyPrefix())
        .query(row -> {
          all.computeIfAbsent(row.getString("tenant_id"), _ -> new ArrayList<>())
              .add(
                  new HeldFor(
                      row.getString("what"),
                      row.getString("reason"),
                      row.getLong("number"),
                      Columns.instant(row, "since")));
        });
    return all;
  }
}
