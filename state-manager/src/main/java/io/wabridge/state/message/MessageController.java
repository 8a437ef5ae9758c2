package io.wabridge.state.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.state.Columns;
import io.wabridge.state.Page;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds a message by any of its ids, and shows its path through the stages. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Messages")
class MessageController {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hop(@Nullable Instant at, String stage, String outcome, @Nullable String detail) {}

  record Trace(MessageView message, List<Hop> hops) {}

  private final JdbcClient db;
  private final UnregisteredMessages unregistered;
  private final Timer search;

  MessageController(JdbcClient db, UnregisteredMessages unregistered, MeterRegistry meters) {
    this.db = db;
    this.unregistered = unregistered;
    this.search = Metric.SEARCH.timer(meters);
  }

  @GetMapping("/messages")
  @Operation(
      summary = "Messages of all tenants, newest first",
      description =
          "q is any id: ours, WhatsApp's, the desk's, or that of a conversation. What waits before a"
              + " conversation was found for it has the status HELD or PARKED, a stage and a reason,"
              + " and no trace.")
  Page<MessageView> all(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list("", q, cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/messages")
  @Operation(summary = "The tenant's messages, newest first; q is any id")
  Page<MessageView> ofTenant(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(tenantId, q, cursor, limit);
  }

  private Page<MessageView> list(String tenant, String q, String cursor, int limit) {
    var since = System.nanoTime();
    var found = find(tenant, q, cursor, limit);
    search.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    return found;
  }

  private Page<MessageView> find(String tenant, String q, String cursor, int limit) {
    var size = Page.within(limit);
    var page = registered(tenant, q, cursor, size);
    return q.isEmpty() || !cursor.equals(Page.NEWEST)
        ? page
        : page.after(unregistered.find(tenant, q));
  }

  private Page<MessageView> registered(String tenant, String q, String cursor, int size) {
    var rows =
        db.sql(
                "select * from message_tracking where id < :cursor"
                    + (tenant.isEmpty() ? "" : " and tenant_id = :tenant")
                    + (q.isEmpty()
                        ? ""
                        : """
                         and id in (
                          select id from message_tracking where id = :q
                          union all select id from message_tracking where meta_message_id = :q
                          union all select id from message_tracking where genesys_message_id = :q
                          union all select id from message_tracking where conversation_id = :q
                          union all select m.id from message_tracking m
                            join conversation_mappings c using (conversation_id)
                            where c.desk_conversation_id = :q)
                        """)
                    + " order by id desc limit :limit")
            .param("cursor", cursor)
            .param("tenant", tenant)
            .param("q", q)
            .param("limit", size + 1)
            .query(MessageView::row)
            .list();
    return Page.of(rows, size, MessageView::id);
  }

  @GetMapping("/messages/{messageId}/trace")
  @Operation(summary = "Every hop of one message, with its time")
  Trace trace(@PathVariable String messageId) {
    return trace("", messageId);
  }

  @GetMapping("/tenants/{tenantId}/messages/{messageId}/trace")
  @Operation(summary = "Every hop of one message of the tenant, with its time")
  Trace traceOfTenant(@PathVariable String tenantId, @PathVariable String messageId) {
    return trace(tenantId, messageId);
  }

  private Trace trace(String tenant, String id) {
    var message =
        db.sql(
                "select * from message_tracking where id = :id"
                    + (tenant.isEmpty() ? "" : " and tenant_id = :tenant"))
            .param("id", id)
            .param("tenant", tenant)
            .query(MessageView::row)
            .optional()
            .orElseThrow(() -> new NotFoundException("There is no message " + id + "."));
    var hops =
        db.sql(
                "select at, stage, outcome, detail from message_hops where message_id = :id order by at")
            .param("id", id)
            .query((row, n) ->
                new Hop(
                    Columns.instant(row, "at"),
                    row.getString("stage"),
                    row.getString("outcome"),
                    row.getString("detail")))
            .list();
    return new Trace(message, hops);
  }
}
